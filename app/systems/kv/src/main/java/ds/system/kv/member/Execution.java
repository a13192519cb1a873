package ds.system.kv.member;

import ds.core.Durable;
import ds.core.NodeId;
import ds.protocol.raft.log.Command;
import ds.protocol.rsm.state.Pieces;
import ds.system.kv.call.Answer;
import ds.system.kv.command.KvResult;
import ds.system.kv.member.MemberMessage.Removed;
import ds.system.kv.member.MemberMessage.RosterChanged;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.roster.MemberPiece;
import ds.system.kv.roster.Roster;
import ds.system.kv.roster.RosterCommand;
import ds.system.kv.roster.Starts;
import ds.system.kv.store.StoreMachine;

/// Carries out what the log says, and tells those of it who watch: what all members do alike.
final class Execution {

  private final NodeId self;
  private final StoreMachine state;
  private final Chronicle chronicle;
  private final Roster roster;
  private final LeaseKeeper leases;
  private final Desk desk;
  private final Starts starts = new Starts();

  Execution(NodeId self, StoreMachine state, Roster roster, LeaseKeeper leases, Desk desk) {
    this.self = self;
    this.state = state;
    this.chronicle = new Chronicle(state);
    this.roster = roster;
    this.leases = leases;
    this.desk = desk;
  }

  /// A command for the store.
  Answer carryOut(Command command) {
    KvResult result = state.apply(command);
    if (!(result instanceof KvResult.Refused)) {
      leases.follow(command);
    }
    chronicle.take().ifPresent(desk::changed);
    return new Answer.Result(result);
  }

  /// A change of the list of members.
  void carryOut(RosterCommand change) {
    roster.apply(change);
    tellRoster();
    if (change instanceof RosterCommand.Strike(var member)
        && ClusterMember.node(member).equals(self)) {
      desk.post(MemberMessage.FRONT, new Removed());
    }
  }

  void tellRoster() {
    desk.post(
        MemberMessage.FRONT,
        new RosterChanged(roster.members(), roster.struck(), starts.with(roster.members())));
  }

  /// What a restart has left, with a look at it as it is read.
  Iterable<Durable> recovered(Iterable<? extends Durable> records) {
    return starts.noting(records);
  }

  /// The revisions from one on, as many as are wanted.
  Answer.Revisions revisions(long from, int max) {
    return chronicle.since(from, max);
  }

  /// All that the log has made so far.
  Iterable<Durable> snapshot() {
    return Pieces.join(roster.snapshot(), state.snapshot());
  }

  long snapshotBytes() {
    return Math.min(state.sizeBytes(), MemberSettings.REPLAYED_BYTES_MAX);
  }

  /// Replaces everything by what a log has made elsewhere.
  void restore(Iterable<? extends Durable> pieces) {
    roster.clear();
    state.clear();
    for (Durable piece : pieces) {
      switch (piece) {
        case MemberPiece.Enrolled line -> roster.restore(line);
        case MemberPiece.Struck removed -> roster.restore(removed);
        default -> state.restore(piece);
      }
    }
    chronicle.skip();
    tellRoster();
  }
}
