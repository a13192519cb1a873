package ds.protocol.rsm;

import ds.core.Check;
import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Term;
import ds.protocol.rsm.RsmMessage.Answered;
import ds.protocol.rsm.RsmMessage.ClientQuery;
import ds.protocol.rsm.RsmMessage.ClientRequest;
import ds.protocol.rsm.RsmMessage.ForRaft;
import ds.protocol.rsm.RsmMessage.NotLeader;
import ds.protocol.rsm.RsmMessage.Overloaded;
import ds.protocol.rsm.RsmMessage.RegisterClient;
import ds.protocol.rsm.RsmMessage.Registered;
import ds.protocol.rsm.RsmMessage.Reply;
import ds.protocol.rsm.RsmMessage.SessionExpired;
import ds.protocol.rsm.SessionCommand.Execute;
import ds.protocol.rsm.SessionCommand.Open;
import ds.protocol.rsm.Sessions.SessionsPiece;
import ds.protocol.rsm.state.Pieces;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/// One copy of a state machine, kept equal to the others by a Raft.
///
/// A command takes the way through the log: it is proposed when it arrives, carried out when its
/// entry is committed, on every replica, and answered by the one that proposed it. [Sessions] stand
/// between log and machine, so a command that is in the log twice is carried out once. A query does
/// not enter the log: it is answered from the state as soon as Raft confirms that nobody else can
/// have led meanwhile.
public final class Replica implements Node<RsmMessage> {

  private static final Function<RaftMessage, RsmMessage> TO_RAFT = ForRaft::new;

  /// A client that waits for the entry at `index`, if it is the one of `term`.
  private record WaitingCommand(LogIndex index, Term term, NodeId client, RequestId request) {}

  private record WaitingQuery(long ticket, NodeId client, ClientQuery message) {}

  private record Letter(NodeId to, Reply reply) {}

  private final RsmLimits limits;
  private final Raft raft;

  // The replicated state.
  private final Machine machine;
  private final Sessions sessions = new Sessions();

  // Leader only.
  private final Deque<WaitingCommand> commands = new ArrayDeque<>();
  private final Deque<WaitingQuery> queries = new ArrayDeque<>();
  private long ticket;

  // What a step has to say beside what its Raft says; empty between steps.
  private final List<Letter> letters = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  /// @param bootstrap the members of a new group; see [Raft]
  /// @param machine in its initial state, and used by nobody else
  public Replica(
      NodeId self, Membership bootstrap, RaftSettings settings, RsmLimits limits, Machine machine) {
    this.limits = limits;
    this.machine = machine;
    this.raft = new Raft(self, bootstrap, settings, new Executor());
  }

  /// The Raft inside, for whoever asks about its role.
  public Raft raft() {
    return raft;
  }

  @Override
  public void on(Event<RsmMessage> event, Context<RsmMessage> context) {
    Context<RaftMessage> inner = context.mapped(TO_RAFT);
    switch (event) {
      case Started(var recovered) -> raft.on(new Started<>(recovered), inner);
      case TimerFired(var timer) -> raft.on(new TimerFired<>(timer), inner);
      case Received(var from, ForRaft(RaftMessage.Propose _)) -> refuse(from, inner);
      case Received(var from, ForRaft(var message)) ->
          raft.on(new Received<>(from, message), inner);
      case Received(var from, RegisterClient m) -> propose(from, m.id(), new Open(), inner);
      case Received(var from, ClientRequest m) -> onClientRequest(from, m, inner);
      case Received(var from, ClientQuery m) -> onClientQuery(from, m, inner);
      case Received(var _, Reply _) -> {} // for a client that has been here before
    }
    deliver(context);
  }

  private static void refuse(NodeId from, Context<RaftMessage> inner) {
    inner.send(from, new RaftMessage.Answered(new Answer.Refused("a command needs a session")));
  }

  /// A request that was carried out before is answered by any replica, not only by the leader: its
  /// result cannot change any more.
  private void onClientRequest(NodeId from, ClientRequest m, Context<RaftMessage> inner) {
    switch (sessions.standing(m.id())) {
      case NEW, UNKNOWN -> propose(from, m.id(), new Execute(m.id(), m.command()), inner);
      case ANSWERED, SUPERSEDED, EXPIRED -> answer(from, m.id());
    }
  }

  private void propose(
      NodeId from, RequestId request, SessionCommand command, Context<RaftMessage> inner) {
    if (commands.size() >= limits.waitingMax()) {
      reply(from, new Overloaded(request));
      return;
    }
    switch (raft.propose(command, inner)) {
      case Answer.Accepted(var index, var term) ->
          commands.add(new WaitingCommand(index, term, from, request));
      case Answer.NotLeader(var leader) -> reply(from, new NotLeader(request, leader));
      case Answer.Overloaded() -> reply(from, new Overloaded(request));
    }
  }

  private void onClientQuery(NodeId from, ClientQuery m, Context<RaftMessage> inner) {
    if (queries.size() >= limits.waitingMax()) {
      reply(from, new Overloaded(m.id()));
      return;
    }
    queries.add(new WaitingQuery(++ticket, from, m)); // first: it may be readable at once
    switch (raft.read(ticket, inner)) {
      case Answer.Accepted _ -> {}
      case Answer.NotLeader(var leader) -> {
        queries.removeLast();
        reply(from, new NotLeader(m.id(), leader));
      }
      case Answer.Overloaded() -> {
        queries.removeLast();
        reply(from, new Overloaded(m.id()));
      }
    }
  }

  /// What stands behind the Raft.
  private final class Executor implements Application {

    @Override
    public void apply(LogIndex index, Term term, Command command) {
      switch ((SessionCommand) command) {
        case Open _ -> sessions.open(index);
        case Execute(var request, var wrapped) -> execute(request, wrapped, index);
      }
      while (sessions.exceeds(limits)) {
        facts.add(new RsmFact.SessionEvicted(sessions.evict()));
      }
      settle(index, term, (SessionCommand) command);
    }

    private void execute(RequestId request, Command command, LogIndex index) {
      if (sessions.standing(request) == Sessions.Standing.NEW) { // exactly once
        sessions.answer(request, index, machine.apply(command));
      } else {
        facts.add(new RsmFact.Suppressed(request));
      }
    }

    /// The sessions belong to the state: without them, a replica that starts from a snapshot would
    /// carry out what is repeated behind it.
    @Override
    public Iterable<Durable> snapshot() {
      return Pieces.join(sessions.snapshot(), machine.snapshot());
    }

    @Override
    public void restore(Iterable<? extends Durable> pieces) {
      Check.that(commands.isEmpty() && queries.isEmpty(), "nobody waits at a follower");
      sessions.clear();
      machine.clear();
      for (Durable piece : pieces) {
        if (piece instanceof SessionsPiece some) {
          sessions.restore(some);
        } else {
          machine.restore(piece);
        }
      }
    }

    @Override
    public void readable(long readTicket) {
      for (Iterator<WaitingQuery> waiting = queries.iterator(); waiting.hasNext(); ) {
        WaitingQuery query = waiting.next();
        if (query.ticket == readTicket) {
          waiting.remove();
          reply(
              query.client, new Answered(query.message.id(), machine.query(query.message.query())));
          return;
        }
      }
    }

    @Override
    public void leadershipLost() {
      commands.forEach(waiting -> turnAway(waiting.client, waiting.request));
      queries.forEach(waiting -> turnAway(waiting.client, waiting.message.id()));
      commands.clear();
      queries.clear();
    }
  }

  /// Answers whoever waits for the entry at `index`. It is the entry that was waited for: whoever
  /// lost its own to another leader was turned away with the leadership, before anything that
  /// replaced it was applied.
  private void settle(LogIndex index, Term term, SessionCommand command) {
    if (commands.isEmpty() || commands.getFirst().index.compareTo(index) > 0) {
      return;
    }
    WaitingCommand waiting = commands.removeFirst();
    Check.that(
        waiting.index.equals(index) && waiting.term.equals(term),
        "an entry that somebody waits for is not replaced");
    switch (command) {
      case Open _ -> reply(waiting.client, new Registered(waiting.request, named(index)));
      case Execute(var request, var _) -> answer(waiting.client, request);
    }
  }

  private static SessionId named(LogIndex index) {
    return new SessionId(index.number());
  }

  private void answer(NodeId client, RequestId request) {
    switch (sessions.standing(request)) {
      case ANSWERED -> reply(client, new Answered(request, sessions.result(request)));
      case EXPIRED, UNKNOWN -> reply(client, new SessionExpired(request));
      case SUPERSEDED -> {} // nobody waits for it
      case NEW -> throw new IllegalStateException("an answer follows the execution");
    }
  }

  private void turnAway(NodeId client, RequestId request) {
    reply(client, new NotLeader(request, raft.leader()));
  }

  private void reply(NodeId client, Reply reply) {
    letters.add(new Letter(client, reply));
  }

  /// Replies leave after whatever the Raft has put in the same step, so also after what it
  /// persisted.
  private void deliver(Context<RsmMessage> context) {
    for (int i = 0; i < letters.size(); i++) {
      context.send(letters.get(i).to, letters.get(i).reply);
    }
    letters.clear();
    for (int i = 0; i < facts.size(); i++) {
      context.report(facts.get(i));
    }
    facts.clear();
  }
}
