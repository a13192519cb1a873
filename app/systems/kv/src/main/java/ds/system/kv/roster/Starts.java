package ds.system.kv.roster;

import ds.core.Durable;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.RaftRecord.Appended;
import ds.system.kv.command.Proposed;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which members have been started at some time, as far as one member can tell.
///
/// One that has been started may have voted, and may hold what was acknowledged. If it comes back
/// with nothing, it must not pass for one that never was. The roster tells who was started, but
/// after a restart it is older than the log until somebody leads. So the log is looked at, too: who
/// published itself in it was there, whether that was committed or not.
public final class Starts {

  private final SortedSet<Long> logged = new TreeSet<>();

  /// The same records, noted as they are read.
  public Iterable<Durable> noting(Iterable<? extends Durable> records) {
    return () -> {
      Iterator<? extends Durable> source = records.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return source.hasNext();
        }

        @Override
        public Durable next() {
          Durable record = source.next();
          if (record instanceof Appended(_, var entries)) {
            entries.forEach(Starts.this::note);
          }
          return record;
        }
      };
    };
  }

  private void note(Entry entry) {
    if (entry.command() instanceof Proposed(_, _, RosterCommand.Publish(var member, _, _))) {
      logged.add(member);
    }
  }

  /// Together with those that a roster says have published themselves.
  public List<Long> with(List<ClusterMember> members) {
    SortedSet<Long> all = new TreeSet<>(logged);
    for (ClusterMember member : members) {
      if (!member.clientUrls().isEmpty()) {
        all.add(member.id());
      }
    }
    return List.copyOf(all);
  }
}
