package ds.protocol.paxos;

import static ds.core.Context.MILLISECOND;
import static java.util.Comparator.comparing;

import ds.core.Check;
import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.protocol.paxos.PaxosFact.Decided;
import ds.protocol.paxos.PaxosMessage.Accept;
import ds.protocol.paxos.PaxosMessage.Accepted;
import ds.protocol.paxos.PaxosMessage.Prepare;
import ds.protocol.paxos.PaxosMessage.Promise;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Single-decree Paxos: every process accepts, proposes, and learns from its own ballots.
///
/// Two rules carry the safety of the whole algorithm. They are marked with the property of the
/// paper that they keep: an acceptor never goes back on a promise (P1a), and a proposer gives up
/// its own wish for the newest value that its quorum has accepted (P2c).
public final class PaxosNode implements Node<PaxosMessage> {

  /// A value is a name for what was agreed on, not the thing itself.
  public static final int VALUE_MAX = 1_024;

  private final NodeId self;
  private final List<NodeId> members;
  private final String wish;

  // Durable.
  private Acceptor acceptor = Acceptor.NEW;

  // Volatile: the ballot we lead, what it carries, and who has answered.
  private Ballot ballot = Ballot.NONE;
  private String value = "";
  private final SortedMap<NodeId, Promise> promises = new TreeMap<>();
  private final SortedSet<NodeId> accepts = new TreeSet<>();

  /// @param members all processes, `self` among them; the same everywhere
  /// @param wish what this process proposes if it is free to choose
  public PaxosNode(NodeId self, List<NodeId> members, String wish) {
    Check.that(members.contains(self), "a process is one of the members");
    Check.that(wish.length() <= VALUE_MAX, "a value has at most 1024 characters");
    this.self = self;
    this.members = List.copyOf(members);
    this.wish = wish;
  }

  @Override
  public void on(Event<PaxosMessage> event, Context<PaxosMessage> context) {
    switch (event) {
      case Started(var recovered) -> onStarted(recovered, context);
      case TimerFired(var _) -> startBallot(context);
      case Received(var from, Prepare m) -> onPrepare(from, m, context);
      case Received(var from, Promise m) -> onPromise(from, m, context);
      case Received(var from, Accept m) -> onAccept(from, m, context);
      case Received(var from, Accepted m) -> onAccepted(from, m, context);
    }
  }

  private void onStarted(Iterable<? extends Durable> recovered, Context<PaxosMessage> context) {
    for (Durable record : recovered) {
      acceptor = (Acceptor) record;
    }
    context.arm(PaxosTimer.BALLOT, 10 * MILLISECOND, 60 * MILLISECOND);
  }

  /// Our own acceptor promises first, and durably: a restarted proposer that reused a ballot could
  /// count old promises and carry a second value under it.
  private void startBallot(Context<PaxosMessage> context) {
    ballot = acceptor.promised().next(self);
    promises.clear();
    accepts.clear();
    acceptor = acceptor.promising(ballot);
    context.persist(acceptor);
    context.send(self, new Promise(ballot, acceptor.accepted()));
    sendToOthers(new Prepare(ballot), context);
    context.arm(PaxosTimer.BALLOT, 100 * MILLISECOND, 200 * MILLISECOND);
  }

  private void onPrepare(NodeId from, Prepare m, Context<PaxosMessage> context) {
    if (m.ballot().compareTo(acceptor.promised()) <= 0) { // P1a
      return;
    }
    acceptor = acceptor.promising(m.ballot());
    context.persist(acceptor);
    context.send(from, new Promise(m.ballot(), acceptor.accepted()));
  }

  private void onPromise(NodeId from, Promise m, Context<PaxosMessage> context) {
    if (!m.ballot().equals(ballot) || isMajority(promises.size())) {
      return;
    }
    promises.put(from, m);
    if (isMajority(promises.size())) {
      value = newestAccepted().map(Proposal::value).orElse(wish); // P2c
      context.send(self, new Accept(ballot, value));
      sendToOthers(new Accept(ballot, value), context);
    }
  }

  private void onAccept(NodeId from, Accept m, Context<PaxosMessage> context) {
    if (m.ballot().compareTo(acceptor.promised()) < 0) { // P1a
      return;
    }
    acceptor = acceptor.accepting(new Proposal(m.ballot(), m.value()));
    context.persist(acceptor);
    context.send(from, new Accepted(m.ballot()));
  }

  /// A majority that has accepted makes the value chosen, and we are the first to know. The others
  /// learn it from ballots of their own, which can carry nothing else any more.
  private void onAccepted(NodeId from, Accepted m, Context<PaxosMessage> context) {
    if (!m.ballot().equals(ballot) || isMajority(accepts.size())) {
      return;
    }
    accepts.add(from);
    if (isMajority(accepts.size())) {
      context.report(new Decided(value));
      context.disarm(PaxosTimer.BALLOT);
    }
  }

  private Optional<Proposal> newestAccepted() {
    return promises.values().stream()
        .flatMap(promise -> promise.accepted().stream())
        .max(comparing(Proposal::ballot));
  }

  private boolean isMajority(int count) {
    return count > members.size() / 2;
  }

  private void sendToOthers(PaxosMessage message, Context<PaxosMessage> context) {
    for (NodeId member : members) {
      if (!member.equals(self)) {
        context.send(member, message);
      }
    }
  }
}
