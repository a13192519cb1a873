package ds.lab.script.stage;

import ds.core.NodeId;
import ds.lab.chance.Draws;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Setting;
import ds.lab.world.Alarm;
import ds.lab.world.Driver;
import ds.lab.world.Envelope;
import ds.lab.world.Host;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Drives a world by hand: messages stay under way, timers stay armed and writes to slow disks stay
/// volatile until somebody says otherwise.
///
/// Two things happen by themselves, since nobody outside the node could tell: a message to oneself
/// arrives when the step that sent it is over, and a disk that was not made slow makes a write
/// durable at once.
public final class ManualDriver<M> implements Driver<M> {

  /// A script is read by people; more than this under way at once is an avalanche.
  static final int UNDER_WAY_MAX = 10_000;

  /// Nodes that go on talking for so long will never be quiet.
  static final int DELIVERIES_MAX = 10_000;

  /// Longer than any story; it keeps times far from the end of numbers.
  static final long TIME_MAX = 1_000_000_000_000_000_000L;

  /// Scripts have no seed to choose: what a node draws is drawn from this one.
  private static final long SEED = 1;

  private final World<M> world;
  private final List<Envelope<M>> underWay = new ArrayList<>();
  private final ArrayDeque<Envelope<M>> local = new ArrayDeque<>();
  private final Set<NodeId> slowDisks = new TreeSet<>();
  private final Set<NodeId> writing = new TreeSet<>();
  private int spared;

  ManualDriver(Scenario<M> scenario, Observer<M> observer) {
    Setting<M> setting = scenario.setting();
    world = new World<>(SEED, this, observer, setting.forger());
    setting.nodes().forEach(place -> world.add(place.id(), place.factory()));
  }

  void start() {
    world.start();
    settle();
  }

  public World<M> world() {
    return world;
  }

  /// The messages under way, in the order in which they were sent.
  public List<Envelope<M>> underWay() {
    return Collections.unmodifiableList(underWay);
  }

  @Override
  public void sent(Envelope<M> envelope) {
    if (envelope.isLocal()) {
      local.add(envelope);
      return;
    }
    if (underWay.size() == UNDER_WAY_MAX) {
      throw new Mistake("more than " + UNDER_WAY_MAX + " messages are under way");
    }
    underWay.add(envelope);
  }

  @Override
  public void armed(Alarm<M> alarm) {}

  @Override
  public void writing(Host<M> host) {
    if (slowDisks.contains(host.id())) {
      writing.add(host.id());
    } else {
      world.synced(host);
    }
  }

  @Override
  public long survivors(Host<M> host, long pending, Draws draws) {
    writing.remove(host.id());
    return Math.min(spared, pending);
  }

  /// Lets those of `chosen` arrive that are under way, one after the other; on a link that is cut
  /// they are lost.
  ///
  /// @return how many arrived
  public int deliver(List<Envelope<M>> chosen) {
    int arrived = 0;
    for (Envelope<M> envelope : chosen) {
      if (underWay.remove(envelope) && arrives(envelope)) {
        arrived++;
      }
    }
    return arrived;
  }

  /// Lets messages arrive, the oldest first, until none is under way that `which` names.
  public void deliverUntilQuiet(Predicate<Envelope<M>> which) {
    int deliveries = 0;
    int next = nextOf(which);
    while (next >= 0) {
      if (++deliveries > DELIVERIES_MAX) {
        throw new Mistake("the nodes still talk after " + DELIVERIES_MAX + " messages");
      }
      arrives(underWay.remove(next));
      next = nextOf(which);
    }
  }

  private int nextOf(Predicate<Envelope<M>> which) {
    for (int i = 0; i < underWay.size(); i++) {
      if (which.test(underWay.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private boolean arrives(Envelope<M> envelope) {
    if (isCut(envelope.from().id(), envelope.to().id()) || !envelope.to().isUp()) {
      return false;
    }
    world.deliver(envelope);
    settle();
    return true;
  }

  /// Hands a message to a node at once, as if it came from the node itself.
  public void tell(NodeId to, M message) {
    Host<M> host = world.host(to);
    world.deliver(new Envelope<>(host, host, message, world.now()));
    settle();
  }

  /// Loses a message.
  public void drop(Envelope<M> envelope) {
    underWay.remove(envelope);
  }

  /// Puts a copy of a message under way, behind all others.
  void duplicate(Envelope<M> envelope) {
    sent(envelope);
  }

  /// Waits until a timer may run out and lets it do so; nothing else happens meanwhile.
  public void fire(Alarm<M> alarm) {
    advanceTo(alarm.armedAt() + alarm.host().realDuration(alarm.range().min()));
    world.fire(alarm);
    settle();
  }

  /// Lets time pass; no timer runs out.
  public void advance(long nanos) {
    advanceTo(world.now() + nanos);
  }

  private void advanceTo(long time) {
    if (time > TIME_MAX) {
      throw new Mistake("a script lasts for 30 years at most");
    }
    world.advance(Math.max(world.now(), time));
  }

  /// Makes all durable that a node has written.
  void sync(Host<M> host) {
    while (writing.remove(host.id())) {
      world.synced(host);
    }
    settle();
  }

  boolean isWriting(NodeId node) {
    return writing.contains(node);
  }

  /// From now on writes of the node wait for [#sync].
  void slowDown(NodeId disk) {
    slowDisks.add(disk);
  }

  /// From now on writes of the node are durable at once, with those that wait.
  void speedUp(NodeId disk) {
    slowDisks.remove(disk);
    sync(world.host(disk));
  }

  /// Crashes a node.
  ///
  /// @param sparing how many of its volatile writes, the oldest first, reach the disk nevertheless
  void crash(NodeId node, int sparing) {
    spared = sparing;
    begin(new Fault.Crashed(node));
    spared = 0;
  }

  public void begin(Fault fault) {
    world.begin(fault);
    settle();
  }

  public void end(Fault.Lasting fault) {
    world.end(fault);
    settle();
  }

  /// Whether messages from one node to the other are lost.
  public boolean isCut(NodeId from, NodeId to) {
    Link link = new Link(from, to);
    for (Fault.Lasting fault : world.active()) {
      if (fault instanceof Fault.Cut(var _, var links) && links.contains(link)) {
        return true;
      }
    }
    return false;
  }

  private void settle() {
    int deliveries = 0;
    while (!local.isEmpty()) {
      if (++deliveries > DELIVERIES_MAX) {
        throw new Mistake("a node still talks to itself after " + DELIVERIES_MAX + " messages");
      }
      Envelope<M> envelope = local.remove();
      if (envelope.to().isUp()) {
        world.deliver(envelope);
      }
    }
  }
}
