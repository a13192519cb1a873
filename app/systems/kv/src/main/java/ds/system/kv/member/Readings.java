package ds.system.kv.member;

import ds.core.Context;
import ds.core.NodeId;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.log.Answer.Accepted;
import ds.protocol.raft.log.Answer.NotLeader;
import ds.protocol.raft.log.Answer.Overloaded;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Request;
import ds.system.kv.member.Desk.Asker;
import ds.system.kv.member.MemberMessage.AskIndex;
import ds.system.kv.member.MemberMessage.NoIndex;
import ds.system.kv.member.MemberMessage.ReadIndex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// Questions that must see every write which was acknowledged before they were asked (§8;
/// dissertation §6.4).
///
/// The leader has its Raft confirm that it leads. Another member asks the leader how much of the
/// log it must have applied, waits until it has, and answers itself: so every member serves reads.
/// All that has come together in one message shares one confirmation.
final class Readings {

  /// A question, and who asked it.
  record Question(Asker asker, Request request) {}

  /// Questions that share a ticket.
  private record Batch(List<Question> questions, long until) {}

  /// A ticket of a member that asked for an index.
  private record Foreign(NodeId member, long ticket) {}

  /// Questions that may be answered once so much is applied.
  private record Parked(long index, List<Question> questions) {}

  private final Raft raft;
  private final Desk desk;
  private long lastTicket;

  /// By ticket, in the order of asking.
  private final Map<Long, Batch> own = new LinkedHashMap<>();

  private final Map<Long, Foreign> foreign = new LinkedHashMap<>();

  private final PriorityQueue<Parked> parked =
      new PriorityQueue<>(Comparator.comparingLong(Parked::index));

  /// What may be answered in this step.
  private final Deque<Question> ready = new ArrayDeque<>();

  Readings(Raft raft, Desk desk) {
    this.raft = raft;
    this.desk = desk;
  }

  /// Begins to count somewhere, so that an answer to an earlier life is not taken for this one's.
  void start(Context<MemberMessage> context) {
    lastTicket = context.random(Long.MAX_VALUE >> 1);
  }

  /// Takes questions that came together.
  void take(List<Question> questions, Context<MemberMessage> context, Context<RaftMessage> inner) {
    long ticket = ++lastTicket;
    own.put(ticket, new Batch(questions, desk.until())); // first: it may be read at once
    ask(ticket, context, inner);
  }

  private void ask(long ticket, Context<MemberMessage> context, Context<RaftMessage> inner) {
    switch (raft.read(ticket, inner)) {
      case Accepted _ -> {}
      case NotLeader(var leader) -> askLeader(leader, ticket, context);
      case Overloaded() -> fail(ticket, CallError.OVERLOADED);
    }
  }

  private void askLeader(Optional<NodeId> leader, long ticket, Context<MemberMessage> context) {
    if (leader.isPresent() && !leader.get().equals(context.self())) {
      context.send(leader.get(), new AskIndex(ticket));
    } else {
      fail(ticket, CallError.NO_LEADER);
    }
  }

  private void fail(long ticket, CallError error) {
    Batch batch = own.remove(ticket);
    if (batch != null) {
      batch.questions().forEach(question -> desk.fail(question.asker(), error));
    }
  }

  /// Another member takes us for the leader.
  void onAskIndex(
      NodeId from, long theirs, Context<MemberMessage> context, Context<RaftMessage> inner) {
    long ticket = ++lastTicket;
    foreign.put(ticket, new Foreign(from, theirs));
    if (!(raft.read(ticket, inner) instanceof Accepted)) {
      foreign.remove(ticket);
      context.send(from, new NoIndex(theirs));
    }
  }

  /// The leader has said how much must be applied.
  void onReadIndex(long ticket, long index) {
    Batch batch = own.remove(ticket);
    if (batch == null) {
      return;
    }
    if (index <= raft.lastApplied().number()) {
      ready.addAll(batch.questions());
    } else {
      parked.add(new Parked(index, batch.questions()));
    }
  }

  void onNoIndex(long ticket) {
    fail(ticket, CallError.LEADER_CHANGED);
  }

  /// Our Raft has confirmed a ticket.
  void readable(long ticket) {
    Batch batch = own.remove(ticket);
    if (batch != null) {
      ready.addAll(batch.questions());
    }
    Foreign asked = foreign.remove(ticket);
    if (asked != null) {
      desk.post(asked.member(), new ReadIndex(asked.ticket(), raft.lastApplied().number()));
    }
  }

  /// More was applied.
  void advance() {
    long applied = raft.lastApplied().number();
    while (!parked.isEmpty() && parked.peek().index() <= applied) {
      ready.addAll(parked.remove().questions());
    }
  }

  /// Takes out what may be answered now.
  Optional<Question> next() {
    return Optional.ofNullable(ready.poll());
  }

  /// Our Raft confirms none of what it was asked.
  void leadershipLost() {
    foreign.values().forEach(asked -> desk.post(asked.member(), new NoIndex(asked.ticket())));
    foreign.clear();
    new ArrayList<>(own.keySet()).forEach(ticket -> fail(ticket, CallError.LEADER_CHANGED));
  }

  /// Forgets those who have been told by now that nothing was heard, and asks again for the others:
  /// what was sent may be lost, or the leader may be another one by now.
  void tick(Context<MemberMessage> context, Context<RaftMessage> inner) {
    var oldest = own.values().iterator();
    while (oldest.hasNext() && desk.isOver(oldest.next().until())) {
      oldest.remove();
    }
    if (raft.leader().isPresent()) {
      new ArrayList<>(own.keySet()).forEach(ticket -> ask(ticket, context, inner));
    }
  }
}
