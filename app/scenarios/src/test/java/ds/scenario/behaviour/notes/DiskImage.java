package ds.scenario.behaviour.notes;

import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Step;
import ds.protocol.raft.RaftFact.SnapshotInstalled;
import ds.protocol.raft.RaftFact.SnapshotTaken;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftRecord.Appended;
import ds.protocol.raft.log.RaftRecord.Checkpoint;
import ds.protocol.raft.log.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a server has written, as its steps show it: the log from the last snapshot on.
public final class DiskImage {

  private long snapshot;
  private final List<Durable> records = new ArrayList<>();
  private final Map<Long, Term> terms = new HashMap<>();
  private long last;

  /// Learns from a step of the server.
  public void see(Step<?> step) {
    if (step.event() instanceof Event.Started<?>(var recovered)) {
      start(recovered);
    }
    for (Effect<?> effect : step.effects()) {
      switch (effect) {
        case Effect.Persist<?>(var written) -> write(written);
        case Effect.Checkpoint<?>(_, int keep) -> records.subList(0, records.size() - keep).clear();
        case Effect.Compact<?>(_, int keep) -> records.subList(0, records.size() - keep).clear();
        case Effect.Report<?>(SnapshotTaken(Position end)) -> snapshot = end.index().number();
        case Effect.Report<?>(SnapshotInstalled(Position end)) -> snapshot = end.index().number();
        default -> {}
      }
    }
  }

  private void start(Iterable<? extends Durable> recovered) {
    snapshot = 0;
    last = 0;
    records.clear();
    for (Durable record : recovered) {
      if (record instanceof Checkpoint checkpoint) {
        snapshot = checkpoint.snapshot().last().index().number();
      } else {
        write(record);
      }
    }
  }

  private void write(Durable written) {
    records.add(written);
    if (written instanceof Appended appended) {
      last = appended.first().number() - 1;
      for (Entry entry : appended.entries()) {
        terms.put(++last, entry.term());
      }
    }
  }

  /// Whether it holds an entry, in the log or covered by the snapshot.
  public boolean holds(LogIndex index, Term term) {
    long number = index.number();
    return number <= snapshot || (number <= last && term.equals(terms.get(number)));
  }

  /// The size of the log, as far as it is still written.
  public long logBytes() {
    long bytes = 0;
    for (Durable record : records) {
      if (record instanceof Appended appended) {
        for (Entry entry : appended.entries()) {
          bytes += entry.size();
        }
      }
    }
    return bytes;
  }
}
