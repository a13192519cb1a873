package ds.trial.kv.torture;

import ds.system.kv.api.etcdserverpb.HashKVResponse;
import ds.trial.kv.ground.Ground;
import ds.trial.kv.judge.Judgement;
import ds.trial.kv.judge.Ruling;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Whether all members hold the same, down to the history of each key.
final class Agreement {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(200);

  private Agreement() {}

  static Judgement judge(Ground ground) throws InterruptedException {
    SequencedMap<String, Long> numbers = new LinkedHashMap<>();
    Ruling ruling = rule(ground, numbers);
    return new Judgement("members", "All members hold the same.", ruling, numbers);
  }

  private static Ruling rule(Ground ground, Map<String, Long> numbers) throws InterruptedException {
    Optional<Long> revision = await(ground.operator()::revision);
    if (revision.isEmpty()) {
      return new Ruling.Unknown("no revision was to be had");
    }
    numbers.put("revision", revision.get());
    Map<String, Integer> hashes = new LinkedHashMap<>();
    for (String name : ground.cluster().names()) {
      Optional<HashKVResponse> hash = await(() -> ground.operator().hash(name, revision.get()));
      if (hash.isEmpty()) {
        return new Ruling.Unknown(name + " gave no hash of revision " + revision.get());
      }
      hashes.put(name, hash.get().getHash());
    }
    numbers.put("members", (long) hashes.size());
    return hashes.values().stream().distinct().count() == 1
        ? new Ruling.Pass()
        : new Ruling.Fail("hashes of revision " + revision.get() + ": " + words(hashes));
  }

  private static String words(Map<String, Integer> hashes) {
    return hashes.entrySet().stream()
        .map(it -> it.getKey() + " " + Integer.toHexString(it.getValue()))
        .collect(Collectors.joining(", "));
  }

  /// A member that is a little behind does not know the revision yet, and one that is busy may
  /// answer late.
  private static <T> Optional<T> await(Supplier<Optional<T>> question) throws InterruptedException {
    long begin = System.nanoTime();
    Optional<T> answer = question.get();
    while (answer.isEmpty() && System.nanoTime() - begin < PATIENCE.toNanos()) {
      Thread.sleep(LOOK);
      answer = question.get();
    }
    return answer;
  }
}
