package ds.runtime.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What one stream was told to keep and what it said to be durable, to be compared with what a
/// restart finds.
final class Ledger {

  private final String name;
  private final List<String> records = new ArrayList<>();

  /// The first record that each checkpoint keeps; before the first checkpoint all are kept.
  private final List<Integer> kept = new ArrayList<>(List.of(0));

  /// How many records had been appended before each checkpoint; they are durable before it is.
  private final List<Integer> appendedBefore = new ArrayList<>(List.of(0));

  private volatile int durableRecords;
  private volatile int durableCheckpoints;

  Ledger(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  int durableRecords() {
    return durableRecords;
  }

  void append(JournalStream stream, RandomGenerator random) {
    String record = name + " " + records.size() + " " + random.nextInt();
    record += "-".repeat(random.nextInt(random.nextInt(20) == 0 ? 4000 : 400));
    byte[] bytes = record.getBytes(UTF_8);
    assertThat(stream.append(bytes, 0, bytes.length)).isEqualTo(records.size());
    records.add(record);
  }

  void sync(JournalStream stream) {
    int appended = records.size();
    stream.sync(() -> durableRecords = Math.max(durableRecords, appended));
  }

  void checkpoint(JournalStream stream, RandomGenerator random) {
    int keep = kept.getLast() + random.nextInt(records.size() - kept.getLast() + 1);
    int number = kept.size();
    kept.add(keep);
    List<byte[]> pieces = new ArrayList<>();
    pieces.add(("checkpoint " + number).getBytes(UTF_8));
    for (int i = random.nextInt(20); i > 0; i--) {
      pieces.add(new byte[random.nextInt(500)]);
    }
    int appended = records.size();
    appendedBefore.add(appended);
    stream.checkpoint(
        pieces.iterator(),
        keep,
        () -> {
          durableCheckpoints = number;
          durableRecords = Math.max(durableRecords, appended);
        });
  }

  /// Compares, and takes for durable what was found.
  void compare(JournalStream stream) {
    List<String> found = new ArrayList<>();
    stream.recover().forEach(it -> found.add(new String(it, UTF_8)));
    int checkpoint = 0;
    if (!found.isEmpty() && found.getFirst().startsWith("checkpoint ")) {
      checkpoint = Integer.parseInt(found.getFirst().substring("checkpoint ".length()));
    }
    assertThat(checkpoint).as("checkpoint of " + name).isBetween(durableCheckpoints, kept.size());
    found.removeIf(it -> !it.startsWith(name + " "));
    int first = kept.get(checkpoint);
    assertThat(found).as(name).isEqualTo(records.subList(first, first + found.size()));
    assertThat(first + found.size())
        .as("records of " + name)
        .isGreaterThanOrEqualTo(durableRecords);
    assertThat(first + found.size())
        .as("records of " + name + " before its checkpoint " + checkpoint)
        .isGreaterThanOrEqualTo(appendedBefore.get(checkpoint));
    assertThat(stream.next()).isEqualTo(first + found.size());
    records.subList(first + found.size(), records.size()).clear();
    kept.subList(checkpoint + 1, kept.size()).clear();
    appendedBefore.subList(checkpoint + 1, appendedBefore.size()).clear();
    durableRecords = records.size();
    durableCheckpoints = checkpoint;
  }
}
