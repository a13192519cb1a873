package ds.exercise.exactlyonce;

import static ds.core.Context.MILLISECOND;

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
import ds.core.Timer;
import ds.exercise.exactlyonce.KvMessage.Call;
import ds.exercise.exactlyonce.KvMessage.Returned;
import ds.lab.scenario.Roster;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A server, and a hundred thousand clients that come to it one after the other, each with one put.
///
/// They are too many for hosts of their own, so all live on the server's. Between them nothing is
/// lost or late: this is about what the server keeps of somebody who will never come back.
final class Crowd implements Node<KvMessage> {

  static final int CLIENTS = 100_000;

  /// How many of them come in one step.
  static final int BATCH = 1_000;

  private static final int KEYS = 5;

  /// How often a clerk's timers may run out while it is served at once.
  private static final int ALARMS_MAX = 100;

  private enum CrowdTimer implements Timer {
    NEXT
  }

  private record Envelope(NodeId from, NodeId to, KvMessage message) {}

  private final NodeId self;
  private final Node<KvMessage> server;
  private final Roster.Maker<KvMessage> clerks;
  private final ArrayDeque<Envelope> underway = new ArrayDeque<>();
  private int visitors;
  private int unserved;

  Crowd(NodeId self, Node<KvMessage> server, Roster.Maker<KvMessage> clerks) {
    this.self = self;
    this.server = server;
    this.clerks = clerks;
  }

  Node<KvMessage> server() {
    return server;
  }

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Started<KvMessage> _ -> {
        server.on(event, new Inside(context));
        context.arm(CrowdTimer.NEXT, MILLISECOND, MILLISECOND);
      }
      case TimerFired<KvMessage>(CrowdTimer _) -> {
        for (int i = 0; i < BATCH; i++) {
          visit(context);
        }
        context.report(new UserFact.Visited(visitors, unserved));
        if (visitors < CLIENTS) {
          context.arm(CrowdTimer.NEXT, MILLISECOND, MILLISECOND);
        }
      }
      case Received<KvMessage> _, TimerFired<KvMessage> _ -> server.on(event, new Inside(context));
    }
  }

  private void visit(Context<KvMessage> context) {
    NodeId id = new NodeId("c" + (visitors + 1));
    var put = new Operation.Put("k" + visitors % KEYS, "of " + id, visitors / KEYS);
    visitors++;
    Node<KvMessage> clerk = clerks.make(id, List.of(self));
    Visit clerkside = new Visit(id, context);
    clerk.on(new Started<>(List.of()), clerkside);
    clerk.on(new Received<>(id, new Call(put)), clerkside);
    boolean isAnswered = false;
    for (int alarms = 0; alarms < ALARMS_MAX; alarms++) {
      isAnswered |= deliver(clerk, clerkside, context);
      Optional<Timer> timer = clerkside.nextAlarm();
      if (isAnswered || timer.isEmpty()) {
        break;
      }
      clerk.on(new TimerFired<>(timer.get()), clerkside);
    }
    unserved += isAnswered ? 0 : 1;
  }

  /// Delivers all messages that are under way.
  ///
  /// @return whether the visitor has its answer
  private boolean deliver(Node<KvMessage> clerk, Visit clerkside, Context<KvMessage> context) {
    boolean isAnswered = false;
    while (!underway.isEmpty()) {
      Envelope next = underway.remove();
      var received = new Received<>(next.from, next.message);
      if (next.to.equals(self)) {
        server.on(received, new Inside(context));
      } else if (next.to.equals(clerkside.self())) {
        isAnswered |= next.message instanceof Returned;
        clerk.on(received, clerkside);
      }
    }
    return isAnswered;
  }

  /// What the server may ask of the world. What it sends is delivered here, and what it states is
  /// of no interest.
  private class Inside extends MappedContext<KvMessage, KvMessage> {

    Inside(Context<KvMessage> outside) {
      super(outside, message -> message);
    }

    @Override
    public void send(NodeId to, KvMessage message) {
      underway.add(new Envelope(self(), to, message));
    }

    @Override
    public void report(Fact fact) {}
  }

  /// A visitor has neither timers nor a disk that last.
  private final class Visit extends Inside {
    private final NodeId visitor;
    private final List<Timer> alarms = new ArrayList<>();

    Visit(NodeId visitor, Context<KvMessage> outside) {
      super(outside);
      this.visitor = visitor;
    }

    private Optional<Timer> nextAlarm() {
      return alarms.isEmpty() ? Optional.empty() : Optional.of(alarms.removeFirst());
    }

    @Override
    public NodeId self() {
      return visitor;
    }

    @Override
    public void arm(Timer timer, long min, long max) {
      disarm(timer);
      alarms.add(timer);
    }

    @Override
    public void disarm(Timer timer) {
      alarms.remove(timer);
    }

    @Override
    public void persist(Durable record) {}

    @Override
    public void checkpoint(Iterable<? extends Durable> pieces, int keep) {}

    @Override
    public void compact(Iterable<? extends Durable> pieces, int keep) {}
  }
}
