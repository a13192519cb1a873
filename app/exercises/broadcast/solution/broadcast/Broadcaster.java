package broadcast;

import static ds.core.Context.MILLISECOND;

import broadcast.Gossip.Entry;
import broadcast.Gossip.Known;
import broadcast.Gossip.Values;
import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.broadcast.BroadcastMessage;
import ds.exercise.broadcast.BroadcastMessage.Broadcast;
import ds.exercise.broadcast.BroadcastMessage.Stored;
import ds.exercise.broadcast.Delivered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Stores what clients broadcast, and passes it on in two ways.
///
/// New values go out at once and once, without any answer: that is fast and cheap, and may fail.
/// Repair makes up for it: every now and then a server tells another one how much it knows, and is
/// told what it lacks. A repair that fails is repeated anyway, so nothing has to be acknowledged.
public final class Broadcaster implements Node<BroadcastMessage> {

  private static final long REPAIR_MIN = 700 * MILLISECOND;
  private static final long REPAIR_MAX = 1_300 * MILLISECOND;

  private enum BroadcastTimer implements Timer {
    TELL,
    REPAIR
  }

  private final NodeId self;
  private final List<NodeId> others;
  private final Spreading spreading;

  private final Store store = new Store();

  /// What the collector has yet to tell.
  private final List<Entry> gathered = new ArrayList<>();

  public Broadcaster(NodeId self, List<NodeId> servers) {
    this(self, servers, new Spreading(Optional.empty(), 0));
  }

  Broadcaster(NodeId self, List<NodeId> servers, Spreading spreading) {
    this.self = self;
    this.others = servers.stream().filter(it -> !it.equals(self)).toList();
    this.spreading = spreading;
  }

  @Override
  public void on(Event<BroadcastMessage> event, Context<BroadcastMessage> context) {
    switch (event) {
      case Started(var recovered) -> onStarted(recovered, context);
      case Received(var from, Broadcast(long value)) -> onBroadcast(from, value, context);
      case Received(_, Values(var entries)) -> onValues(entries, context);
      case Received(var from, Known known) -> onKnown(from, known, context);
      case Received(_, Stored _) -> {} // a server broadcasts nothing of its own
      case Received(_, BroadcastMessage.Peer _) -> {} // all of them are gossip
      case TimerFired(var timer) -> onTimer((BroadcastTimer) timer, context);
    }
  }

  private void onStarted(Iterable<? extends Durable> recovered, Context<BroadcastMessage> context) {
    for (Durable record : recovered) {
      deliver((Entry) record, context);
    }
    armRepair(context);
  }

  private void onBroadcast(NodeId from, long value, Context<BroadcastMessage> context) {
    if (!store.hasValue(value)) {
      Entry entry = new Entry(self, store.next(self), value);
      context.persist(entry);
      deliver(entry, context);
      tell(List.of(entry), spreading.fromClients(self, others), context);
    }
    context.send(from, new Stored(value));
  }

  private void onValues(List<Entry> entries, Context<BroadcastMessage> context) {
    List<Entry> fresh = entries.stream().filter(it -> !store.has(it)).toList();
    for (Entry entry : fresh) {
      context.persist(entry);
      deliver(entry, context);
    }
    tell(fresh, spreading.fromServers(self, others), context);
  }

  private void onKnown(NodeId from, Known known, Context<BroadcastMessage> context) {
    List<Entry> lacking = store.beyond(known.counts());
    if (!lacking.isEmpty()) {
      context.send(from, new Values(lacking));
    }
  }

  private void onTimer(BroadcastTimer timer, Context<BroadcastMessage> context) {
    switch (timer) {
      case TELL -> {
        Values all = new Values(List.copyOf(gathered));
        others.forEach(it -> context.send(it, all));
        gathered.clear();
      }
      case REPAIR -> {
        NodeId other = others.get((int) context.random(others.size()));
        context.send(other, new Known(store.counts()));
        armRepair(context);
      }
    }
  }

  private void deliver(Entry entry, Context<BroadcastMessage> context) {
    if (store.add(entry)) {
      context.report(new Delivered(entry.value()));
    }
  }

  private void tell(List<Entry> entries, List<NodeId> whom, Context<BroadcastMessage> context) {
    if (entries.isEmpty() || whom.isEmpty()) {
      return;
    }
    if (!spreading.isCollector(self)) {
      whom.forEach(it -> context.send(it, new Values(entries)));
      return;
    }
    if (gathered.isEmpty()) {
      context.arm(BroadcastTimer.TELL, spreading.pause(), spreading.pause());
    }
    gathered.addAll(entries);
  }

  private void armRepair(Context<BroadcastMessage> context) {
    if (!others.isEmpty()) {
      context.arm(BroadcastTimer.REPAIR, REPAIR_MIN, REPAIR_MAX);
    }
  }
}
