package ds.protocol.raft.log;

import ds.core.Durable;
import java.util.List;

/// What stands behind a log: a deterministic state machine, and whoever waits for its answers.
///
/// A Raft calls it during its own step. The same commands arrive in the same order on every server,
/// each once, except that a restart begins again at the last snapshot.
public interface Application {

  /// Carries out a committed command. Entries of Raft's own are skipped, so indexes may have gaps.
  void apply(LogIndex index, Term term, Command command);

  /// The state as of now, as a view that later commands do not change. It is iterated lazily, and
  /// again whenever a follower needs it; so a large state is never held twice.
  ///
  /// A piece should be of some kilobytes: it is the unit in which a snapshot travels. One that may
  /// be much larger is a [LargePiece].
  Iterable<Durable> snapshot();

  /// About how large [#snapshot] would be now. As long as the log is smaller, it is not worth
  /// replacing: a state that grows is then written twice at most, however large it becomes.
  default long snapshotBytes() {
    return 0;
  }

  /// Replaces the whole state by a snapshot's.
  ///
  /// @param pieces to be iterated once, and during the call
  void restore(Iterable<? extends Durable> pieces);

  /// The read with this ticket may be answered from the present state.
  void readable(long ticket);

  /// The server leads no more: no pending read will become readable, and a command that it accepted
  /// may commit or may be lost.
  void leadershipLost();

  /// Nothing stands behind the log: what matters is how it is replicated.
  enum None implements Application {
    NONE;

    @Override
    public void apply(LogIndex index, Term term, Command command) {}

    @Override
    public Iterable<Durable> snapshot() {
      return List.of();
    }

    @Override
    public void restore(Iterable<? extends Durable> pieces) {}

    @Override
    public void readable(long ticket) {}

    @Override
    public void leadershipLost() {}
  }
}
