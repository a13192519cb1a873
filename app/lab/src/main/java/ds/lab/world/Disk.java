package ds.lab.world;

import ds.core.Durable;
import ds.lab.chance.Draws;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a node has written, durable or not yet.
///
/// Writes become durable in their order. A crash loses a suffix of those that were not durable yet;
/// the one at the break may be torn, which its checksum tells, so that it counts as lost. A
/// checkpoint becomes durable as a whole. A durable record that rots is noticed at the next start.
///
/// Pieces are pulled as late as can be, as a real disk pulls them while the node goes on: a node
/// that hands over a view of what it changes afterwards finds the change on its disk.
///
/// A compaction lags: it is done a sync later than the writes around it, so that a crash may find
/// newer records durable and the compaction not.
final class Disk {

  /// A write that is not durable yet.
  private sealed interface Write {}

  private record Append(Durable record) implements Write {}

  private record Replace(Iterable<? extends Durable> pieces, int keep) implements Write {}

  /// Nothing waits for it, so it is not counted among the writes.
  private record Compact(Iterable<? extends Durable> pieces, int keep) implements Write {}

  private List<Durable> pieces = List.of();
  private List<Durable> records = new ArrayList<>();
  private final ArrayDeque<Write> volatileWrites = new ArrayDeque<>();

  /// The compaction that is under way, with what has become durable since among what it keeps.
  private Optional<Compact> lagging = Optional.empty();

  private long written;
  private long durable;
  private long syncing;
  private boolean rotten;

  /// The number of writes so far.
  long written() {
    return written;
  }

  /// How many of the writes so far are durable.
  long durable() {
    return durable;
  }

  boolean isSyncing() {
    return syncing > durable;
  }

  boolean isRotten() {
    return rotten;
  }

  void append(Durable record) {
    volatileWrites.add(new Append(record));
    written++;
  }

  void replace(Iterable<? extends Durable> newPieces, int keep) {
    volatileWrites.add(new Replace(newPieces, keep));
    written++;
  }

  void compact(Iterable<? extends Durable> newPieces, int keep) {
    volatileWrites.add(new Compact(newPieces, keep));
  }

  /// Begins to make durable all that has been written so far.
  void beginSync() {
    syncing = written;
  }

  /// Makes durable what [#beginSync] had begun.
  void endSync() {
    lagging.ifPresent(compaction -> replaceBy(compaction.pieces, compaction.keep));
    lagging = Optional.empty();
    while (durable < syncing) {
      Write write = volatileWrites.remove();
      settle(write);
      if (!(write instanceof Compact)) {
        durable++;
      }
    }
  }

  /// How many writes are not durable yet.
  long pending() {
    return volatileWrites.size();
  }

  /// The power fails: some of the writes that were not durable yet have reached the disk.
  ///
  /// @return how many writes were lost
  long crash(Draws draws) {
    return crash(draws.below(pending() + 1));
  }

  /// The power fails: the oldest `survivors` of the writes that were not durable yet have reached
  /// the disk nevertheless.
  ///
  /// @return how many writes were lost
  long crash(long survivors) {
    for (long i = 0; i < survivors; i++) {
      settle(volatileWrites.remove());
    }
    long lost = volatileWrites.size();
    volatileWrites.clear();
    lagging = Optional.empty();
    written = 0;
    durable = 0;
    syncing = 0;
    return lost;
  }

  void lose() {
    pieces = List.of();
    records = new ArrayList<>();
    volatileWrites.clear();
    lagging = Optional.empty();
    durable = written;
    syncing = written;
    rotten = false;
  }

  void rot() {
    rotten = !pieces.isEmpty() || !records.isEmpty();
  }

  /// What the next start finds.
  List<Durable> recover() {
    List<Durable> recovered = new ArrayList<>(pieces.size() + records.size());
    recovered.addAll(pieces);
    recovered.addAll(records);
    return recovered;
  }

  /// The last of what the next start finds.
  List<Durable> durable(int last) {
    int skipped = Math.max(0, pieces.size() + records.size() - last);
    int fromPiece = Math.min(skipped, pieces.size());
    List<Durable> end = new ArrayList<>(pieces.subList(fromPiece, pieces.size()));
    end.addAll(records.subList(skipped - fromPiece, records.size()));
    return end;
  }

  /// What is written and not durable yet, in words.
  List<String> unsynced() {
    return volatileWrites.stream().map(Disk::text).toList();
  }

  private static String text(Write write) {
    return switch (write) {
      case Append(var record) -> record.toString();
      case Replace(_, int keep) -> "a checkpoint that keeps " + keep + " records";
      case Compact(_, int keep) -> "a compaction that keeps " + keep + " records";
    };
  }

  private void settle(Write write) {
    switch (write) {
      case Append(var record) -> {
        records.add(record);
        lagging = lagging.map(it -> new Compact(it.pieces, it.keep + 1));
      }
      case Replace(var newPieces, int keep) -> {
        lagging = Optional.empty();
        replaceBy(newPieces, keep);
      }
      case Compact compaction -> lagging = Optional.of(compaction);
    }
  }

  private void replaceBy(Iterable<? extends Durable> newPieces, int keep) {
    pieces = pull(newPieces);
    int from = Math.max(0, records.size() - keep);
    records = new ArrayList<>(records.subList(from, records.size()));
  }

  private static List<Durable> pull(Iterable<? extends Durable> source) {
    List<Durable> pulled = new ArrayList<>();
    source.forEach(pulled::add);
    return pulled;
  }
}
