package ds.protocol.rsm;

import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.chance.Draws;
import ds.lab.world.Outbox;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.RaftTimer;
import ds.protocol.raft.log.Membership;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Replicas with their disks, and a network that delivers when it is told to. No time passes: a
/// test lets timers run out by hand.
public final class Group {

  /// A message on its way.
  private record Envelope(NodeId from, NodeId to, RsmMessage message) {}

  /// What a client was told.
  public record Told(NodeId client, RsmMessage message) {}

  private final Map<NodeId, Host> hosts = new TreeMap<>();
  private final Set<NodeId> cutOff = new TreeSet<>();
  private final Deque<Envelope> underWay = new ArrayDeque<>();
  private final List<Told> told = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  /// Replicas `s1`, `s2` and so on, started.
  public Group(int size, RaftSettings settings, RsmLimits limits, Supplier<Machine> machine) {
    List<NodeId> ids = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      ids.add(new NodeId("s" + i));
    }
    Membership membership = Membership.of(ids);
    for (NodeId id : ids) {
      Host host = new Host(id, () -> new Replica(id, membership, settings, limits, machine.get()));
      hosts.put(id, host);
      host.restart();
    }
  }

  /// Makes `leader` the leader, and its first entry committed everywhere.
  public void elect(NodeId leader) {
    for (NodeId other : hosts.keySet()) {
      if (!other.equals(leader) && !cutOff.contains(other)) {
        hosts.get(other).fire(RaftTimer.ELECTION);
      }
    }
    underWay.clear();
    hosts.get(leader).fire(RaftTimer.ELECTION);
    settle(leader);
  }

  /// Delivers all messages, and has the leader tell the others what is committed.
  public void settle(NodeId leader) {
    deliver();
    hosts.get(leader).fire(RaftTimer.HEARTBEAT);
    deliver();
  }

  /// Delivers all messages and those that they cause.
  public void deliver() {
    while (!underWay.isEmpty()) {
      Envelope next = underWay.removeFirst();
      if (!cutOff.contains(next.to) && !cutOff.contains(next.from)) {
        hosts.get(next.to).handle(new Received<>(next.from, next.message));
      }
    }
  }

  /// A client's message arrives, ahead of all that is under way.
  public void arrive(NodeId client, NodeId replica, RsmMessage message) {
    hosts.get(replica).handle(new Received<>(client, message));
  }

  public void fire(NodeId replica, Timer timer) {
    hosts.get(replica).fire(timer);
  }

  public void restart(NodeId replica) {
    hosts.get(replica).restart();
  }

  /// No message of other replicas reaches it, and none of its own leaves.
  public void cutOff(NodeId replica) {
    cutOff.add(replica);
  }

  public void reconnect(NodeId replica) {
    cutOff.remove(replica);
  }

  /// Loses all that is under way.
  public void lose() {
    underWay.clear();
  }

  public int messagesUnderWay() {
    return underWay.size();
  }

  /// What clients were told since the last call.
  public List<Told> takeTold() {
    List<Told> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  /// What replicas stated since the last call.
  public List<Fact> takeFacts() {
    List<Fact> taken = List.copyOf(facts);
    facts.clear();
    return taken;
  }

  /// What a restart of the replica would recover.
  public List<Durable> disk(NodeId replica) {
    return hosts.get(replica).disk();
  }

  private final class Host {

    private final NodeId id;
    private final Supplier<Replica> maker;
    private final Outbox<RsmMessage> outbox;
    private final Set<Timer> armed = new TreeSet<>();
    private List<Durable> pieces = new ArrayList<>();
    private List<Durable> records = new ArrayList<>();
    private Replica replica;

    Host(NodeId id, Supplier<Replica> maker) {
      this.id = id;
      this.maker = maker;
      this.outbox = new Outbox<>(id, new Draws(1));
      this.replica = maker.get();
    }

    void restart() {
      replica = maker.get();
      armed.clear();
      underWay.removeIf(envelope -> envelope.to.equals(id) && envelope.from.equals(id));
      handle(new Started<>(disk()));
    }

    List<Durable> disk() {
      List<Durable> disk = new ArrayList<>(pieces);
      disk.addAll(records);
      return disk;
    }

    void fire(Timer timer) {
      if (armed.remove(timer)) {
        handle(new TimerFired<>(timer));
      }
    }

    void handle(Event<RsmMessage> event) {
      outbox.step(replica, event, 0).effects().forEach(this::carryOut);
    }

    private void carryOut(Effect<RsmMessage> effect) {
      switch (effect) {
        case Effect.Send<RsmMessage>(var to, var message) -> {
          if (hosts.containsKey(to)) {
            underWay.add(new Envelope(id, to, message));
          } else {
            told.add(new Told(to, message));
          }
        }
        case Effect.Arm<RsmMessage>(var timer, var _, var _) -> armed.add(timer);
        case Effect.Disarm<RsmMessage>(var timer) -> armed.remove(timer);
        case Effect.Persist<RsmMessage>(var written) -> records.add(written);
        case Effect.Checkpoint<RsmMessage>(var state, var keep) -> replaceDisk(state, keep);
        case Effect.Compact<RsmMessage>(var state, var keep) -> replaceDisk(state, keep);
        case Effect.Report<RsmMessage>(var fact) -> facts.add(fact);
      }
    }

    private void replaceDisk(Iterable<? extends Durable> state, int keep) {
      pieces = new ArrayList<>();
      state.forEach(pieces::add);
      records = new ArrayList<>(records.subList(records.size() - keep, records.size()));
    }
  }
}
