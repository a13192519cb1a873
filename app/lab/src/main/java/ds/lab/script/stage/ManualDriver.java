package ds.lab.script.stage;

import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.chance.Draws;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Hand;
import ds.lab.simulation.Hand.Flight;
import ds.lab.simulation.Setting;
import ds.lab.world.Action;
import ds.lab.world.Alarm;
import ds.lab.world.Driver;
import ds.lab.world.Envelope;
import ds.lab.world.Host;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Drives a world by hand: messages stay under way, timers stay armed and writes to slow disks stay
/// volatile until somebody says otherwise.
///
/// Two things happen by themselves, since nobody outside the node could tell: a message to oneself
/// arrives when the step that sent it is over, and a disk that was not made slow makes a write
/// durable at once.
///
/// Whatever is done to the world is a [Move], which another driver can make again in an equal one.
public final class ManualDriver<M> implements Driver<M> {

  /// One thing that was done to a world.
  public interface Move<M> {

    /// Does it, and nothing of what follows by itself.
    void in(ManualDriver<M> driver);
  }

  /// A script is read by people; more than this under way at once is an avalanche.
  static final int UNDER_WAY_MAX = 10_000;

  /// Nodes that go on talking for so long will never be quiet.
  static final int DELIVERIES_MAX = 10_000;

  /// Longer than any story; it keeps times far from the end of numbers.
  static final long TIME_MAX = 1_000_000_000_000_000_000L;

  /// Scripts have no seed to choose: what a node draws is drawn from this one.
  private static final long SEED = 1;

  private final World<M> world;
  private final Observer<M> observer;
  private final List<Flight<M>> underWay = new ArrayList<>();
  private final ArrayDeque<Envelope<M>> local = new ArrayDeque<>();
  private final Set<NodeId> slowDisks = new TreeSet<>();
  private final Set<NodeId> writing = new TreeSet<>();
  private Consumer<Move<M>> follower = _ -> {};
  private Consumer<Action<M>> recorder = _ -> {};
  private long sent;
  private long spared;

  public ManualDriver(Scenario<M> scenario, Observer<M> observer) {
    this.observer = observer;
    Setting<M> setting = scenario.setting();
    world = new World<>(SEED, this, observer, setting.forger());
    setting.nodes().forEach(place -> world.add(place.id(), place.factory()));
  }

  public void start() {
    world.start();
    settle();
  }

  /// Tells `consumer` every move from now on, when it has been made.
  public void follow(Consumer<Move<M>> consumer) {
    follower = consumer;
  }

  /// Tells `consumer` every action from now on that is no step.
  public void record(Consumer<Action<M>> consumer) {
    recorder = consumer;
  }

  /// Makes a move, and lets happen what follows by itself. One that failed was made as well.
  public void make(Move<M> move) {
    try {
      move.in(this);
      settle();
    } finally {
      follower.accept(move);
    }
  }

  public World<M> world() {
    return world;
  }

  /// The messages under way, in the order in which they were sent.
  public List<Envelope<M>> underWay() {
    return underWay.stream().map(Flight::envelope).toList();
  }

  /// The same, each with its number.
  public List<Flight<M>> flights() {
    return List.copyOf(underWay);
  }

  /// The hosts whose disks have something to write.
  public List<Host<M>> writing() {
    return world.hosts().stream().filter(it -> isWriting(it.id())).toList();
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
    underWay.add(new Flight<>(sent++, Hand.NEVER, envelope));
  }

  @Override
  public void armed(Alarm<M> alarm) {
    alarm.setDue(Hand.NEVER);
  }

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
      Optional<Flight<M>> flight = flight(envelope);
      if (flight.isPresent() && arrives(flight.get())) {
        arrived++;
      }
    }
    return arrived;
  }

  /// Lets messages arrive, the oldest first, until none is under way that `which` names.
  public void deliverUntilQuiet(Predicate<Envelope<M>> which) {
    int deliveries = 0;
    Optional<Flight<M>> next = first(which);
    while (next.isPresent()) {
      if (++deliveries > DELIVERIES_MAX) {
        throw new Mistake("the nodes still talk after " + DELIVERIES_MAX + " messages");
      }
      arrives(next.get());
      next = first(which);
    }
  }

  private Optional<Flight<M>> first(Predicate<Envelope<M>> which) {
    for (Flight<M> flight : underWay) {
      if (which.test(flight.envelope())) {
        return Optional.of(flight);
      }
    }
    return Optional.empty();
  }

  private Optional<Flight<M>> flight(Envelope<M> envelope) {
    return first(envelope::equals);
  }

  private Optional<Flight<M>> flight(long id) {
    return underWay.stream().filter(it -> it.id() == id).findFirst();
  }

  private boolean arrives(Flight<M> flight) {
    Optional<Observer.Loss> loss = loss(flight.envelope());
    deliver(flight.id());
    return loss.isEmpty();
  }

  private Optional<Observer.Loss> loss(Envelope<M> envelope) {
    if (isCut(envelope.from().id(), envelope.to().id())) {
      return Optional.of(Observer.Loss.CUT);
    }
    return envelope.to().isUp() ? Optional.empty() : Optional.of(Observer.Loss.DOWN);
  }

  /// Lets the message of a number arrive, or be lost where the way is cut or its receiver is down.
  public void deliver(long id) {
    make(it -> it.flight(id).ifPresent(it::conclude));
  }

  private void conclude(Flight<M> flight) {
    underWay.remove(flight);
    Envelope<M> envelope = flight.envelope();
    Optional<Observer.Loss> loss = loss(envelope);
    loss.ifPresentOrElse(why -> observer.lost(world, envelope, why), () -> world.deliver(envelope));
  }

  /// Hands a message to a node at once, as if it came from the node itself.
  public void tell(NodeId to, M message) {
    make(it -> {
      Host<M> host = it.world.host(to);
      it.world.deliver(new Envelope<>(host, host, message, it.world.now()));
    });
  }

  /// Loses a message.
  public void drop(Envelope<M> envelope) {
    flight(envelope).ifPresent(it -> drop(it.id()));
  }

  /// Loses the message of a number.
  public void drop(long id) {
    make(it -> it.flight(id).ifPresent(it::lose));
  }

  private void lose(Flight<M> flight) {
    underWay.remove(flight);
    observer.lost(world, flight.envelope(), Observer.Loss.HAND);
  }

  /// Puts a copy of a message under way, behind all others.
  void duplicate(Envelope<M> envelope) {
    flight(envelope).ifPresent(it -> duplicate(it.id()));
  }

  /// Puts a copy of the message of a number under way, behind all others.
  public void duplicate(long id) {
    make(it -> it.flight(id).ifPresent(copied -> it.sent(copied.envelope())));
  }

  /// Waits until a timer may run out and lets it do so; nothing else happens meanwhile.
  public void fire(Alarm<M> alarm) {
    NodeId node = alarm.host().id();
    Timer timer = alarm.timer();
    make(it -> it.runOut(node, timer));
  }

  private void runOut(NodeId node, Timer timer) {
    for (Alarm<M> alarm : world.host(node).armed()) {
      if (alarm.timer().equals(timer)) {
        advanceTo(alarm.armedAt() + alarm.host().realDuration(alarm.range().min()));
        world.fire(alarm);
        return;
      }
    }
  }

  /// Lets time pass; no timer runs out.
  public void advance(long nanos) {
    make(it -> it.advanceTo(it.world.now() + nanos));
  }

  private void advanceTo(long time) {
    if (time > TIME_MAX) {
      throw new Mistake("a script lasts for 30 years at most");
    }
    world.advance(Math.max(world.now(), time));
  }

  /// Makes all durable that a node has written.
  public void sync(Host<M> host) {
    NodeId node = host.id();
    make(it -> it.syncAll(node));
  }

  private void syncAll(NodeId node) {
    while (writing.remove(node)) {
      recorder.accept(new Action.Sync<>(node));
      world.synced(world.host(node));
    }
  }

  public boolean isWriting(NodeId node) {
    return writing.contains(node);
  }

  /// From now on writes of the node wait for [#sync].
  void slowDown(NodeId disk) {
    make(it -> it.slowDisks.add(disk));
  }

  /// From now on writes of the node are durable at once, with those that wait.
  void speedUp(NodeId disk) {
    make(it -> {
      it.slowDisks.remove(disk);
      it.syncAll(disk);
    });
  }

  /// Crashes a node.
  ///
  /// @param sparing how many of its volatile writes, the oldest first, reach the disk nevertheless
  public void crash(NodeId node, long sparing) {
    make(it -> {
      it.spared = sparing;
      it.strike(new Fault.Crashed(node));
      it.spared = 0;
    });
  }

  public void begin(Fault fault) {
    make(it -> it.strike(fault));
  }

  private void strike(Fault fault) {
    recorder.accept(new Action.Begin<>(fault));
    world.begin(fault);
  }

  public void end(Fault.Lasting fault) {
    make(it -> it.relieve(fault));
  }

  private void relieve(Fault.Lasting fault) {
    if (world.active().contains(fault)) {
      recorder.accept(new Action.End<>(fault));
      world.end(fault);
    }
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
