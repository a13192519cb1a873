package ds.trial.kv.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a judge comes upon in the course of a trial: how often it saw what, and the first things
/// that cannot have been right. Threads may share it.
final class Findings {

  private static final int WITNESSES_MAX = 5;

  private final SequencedMap<String, Long> numbers = new LinkedHashMap<>();
  private final List<String> witnesses = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();
  private long failures;

  /// @param names of all numbers, in the order in which they should be read
  Findings(String... names) {
    for (String name : names) {
      numbers.put(name, 0L);
    }
  }

  synchronized void add(String name, long count) {
    numbers.merge(name, count, Long::sum);
  }

  synchronized void reach(String name, long atLeast) {
    numbers.merge(name, atLeast, Math::max);
  }

  synchronized long get(String name) {
    return numbers.getOrDefault(name, 0L);
  }

  synchronized void fail(String witness) {
    failures++;
    if (witnesses.size() < WITNESSES_MAX) {
      witnesses.add(witness);
    }
  }

  /// Something could not be judged, so the judge cannot pass the trial any more.
  synchronized void leaveOpen(String reason) {
    if (gaps.size() < WITNESSES_MAX) {
      gaps.add(reason);
    }
  }

  /// Leaves the question open if something was seen less often than it has to be.
  synchronized void demand(String name, long atLeast) {
    long count = get(name);
    if (count < atLeast) {
      leaveOpen(name + ": " + count + ", and a verdict takes " + atLeast);
    }
  }

  synchronized Judgement judgement(String judge, String promise) {
    Ruling ruling;
    if (failures > 0) {
      long more = failures - witnesses.size();
      String rest = more > 0 ? "\n\nand " + more + " more" : "";
      ruling = new Ruling.Fail(String.join("\n\n", witnesses) + rest);
    } else if (!gaps.isEmpty()) {
      ruling = new Ruling.Unknown(String.join("; ", gaps));
    } else {
      ruling = new Ruling.Pass();
    }
    return new Judgement(judge, promise, ruling, numbers);
  }
}
