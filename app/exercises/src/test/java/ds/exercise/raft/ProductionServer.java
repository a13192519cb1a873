package ds.exercise.raft;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Fact;
import ds.core.MappedContext;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.raft.RaftMessage.Accepted;
import ds.exercise.raft.RaftMessage.NotLeader;
import ds.exercise.raft.RaftMessage.Propose;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftFact.Applied;
import ds.protocol.raft.RaftFact.BecameLeader;
import ds.protocol.raft.RaftFact.SnapshotInstalled;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Term;
import java.util.List;

/// The production Raft of this repository in the part of a learner's server: with PreVote,
/// pipelining, and an entry of its own in each term, it is built quite unlike the solution.
final class ProductionServer implements Node<RaftMessage> {

  /// What its peers say, wrapped.
  record Inner(ds.protocol.raft.RaftMessage message) implements RaftMessage.Peer {}

  record Text(String text) implements Command {}

  private static final RaftSettings SETTINGS =
      RaftSettings.DEFAULT.with(new RaftSettings.Compaction(30, 16 * 1024, 10, 1));

  private final Raft raft;
  private Tally tally = Tally.NONE;
  private boolean isRestored;

  ProductionServer(NodeId self, List<NodeId> servers) {
    raft = new Raft(self, Membership.of(servers), SETTINGS, new TallyMachine());
  }

  @Override
  public void on(Event<RaftMessage> event, Context<RaftMessage> context) {
    var inner = new InnerContext(context);
    switch (event) {
      case Started<RaftMessage>(var recovered) -> {
        raft.on(new Started<>(recovered), inner);
        inner.reportRestored(raft.lastApplied().number());
      }
      case TimerFired<RaftMessage>(var timer) -> raft.on(new TimerFired<>(timer), inner);
      case Received<RaftMessage>(var from, Inner(var message)) ->
          raft.on(new Received<>(from, message), inner);
      case Received<RaftMessage>(var from, Propose(long id, var command)) ->
          context.send(from, answer(id, raft.propose(new Text(command), inner)));
      case Received<RaftMessage> _ -> {} // answers are for clients
    }
  }

  private static RaftMessage answer(long id, Answer.Proposal proposal) {
    return switch (proposal) {
      case Answer.Accepted(var index, var term) -> new Accepted(id, index.number(), term.number());
      case Answer.NotLeader _, Answer.Overloaded _ -> new NotLeader(id);
    };
  }

  private final class TallyMachine implements Application {

    @Override
    public void apply(LogIndex index, Term term, Command command) {
      tally = tally.apply(((Text) command).text());
    }

    @Override
    public Iterable<Durable> snapshot() {
      return List.of(tally);
    }

    @Override
    public void restore(Iterable<? extends Durable> pieces) {
      pieces.forEach(piece -> tally = (Tally) piece);
      isRestored = true;
    }

    @Override
    public void readable(long ticket) {}

    @Override
    public void leadershipLost() {}
  }

  /// Wraps what the Raft sends, and translates what it states.
  private final class InnerContext
      extends MappedContext<ds.protocol.raft.RaftMessage, RaftMessage> {

    InnerContext(Context<RaftMessage> outer) {
      super(outer, Inner::new);
    }

    void reportRestored(long index) {
      if (isRestored) {
        outer.report(new RaftFact.Restored(index, tally));
        isRestored = false;
      }
    }

    @Override
    public void report(Fact fact) {
      switch (fact) {
        case BecameLeader(var term) -> outer.report(new RaftFact.BecameLeader(term.number()));
        case SnapshotInstalled(var last) -> reportRestored(last.index().number());
        case Applied(var index, var _, Text(var text)) ->
            outer.report(new RaftFact.Applied(index.number(), text));
        case Applied(var index, var _, var _) ->
            outer.report(new RaftFact.Applied(index.number(), ""));
        default -> {}
      }
    }
  }
}
