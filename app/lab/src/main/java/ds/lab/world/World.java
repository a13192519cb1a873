package ds.lab.world;

import ds.core.Check;
import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import ds.core.Timer;
import ds.lab.chance.Draws;
import ds.lab.fault.Fault;
import ds.lab.fault.Forger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Nodes on their hosts, and all that *can* happen to them. *What* happens, and when, is decided by
/// a [Driver].
///
/// The barrier of [ds.core.Context#persist] holds because a send that follows a write waits on its
/// host until the write is durable, and is lost with the host otherwise.
public final class World<M> {

  private final Driver<M> driver;
  private final Observer<M> observer;
  private final Optional<Forger<M>> forger;
  private final long seed;
  private final List<Host<M>> hosts = new ArrayList<>();
  private final Map<NodeId, Host<M>> byId = new HashMap<>();
  private final List<Fault.Lasting> active = new ArrayList<>();
  private long now;
  private long steps;

  public World(long seed, Driver<M> driver, Observer<M> observer, Optional<Forger<M>> forger) {
    this.seed = seed;
    this.driver = driver;
    this.observer = observer;
    this.forger = forger;
  }

  /// Adds a node, which does not run before it is [started][#start].
  public void add(NodeId id, Supplier<? extends Node<M>> factory) {
    Check.that(!byId.containsKey(id), "two nodes of a world have different names");
    Host<M> host = new Host<>(id, hosts.size(), factory, Draws.keyed(seed, hosts.size()));
    hosts.add(host);
    byId.put(id, host);
  }

  /// Starts every node, in the order in which they were added.
  public void start() {
    for (int i = 0; i < hosts.size(); i++) {
      start(hosts.get(i));
    }
  }

  public List<Host<M>> hosts() {
    return Collections.unmodifiableList(hosts);
  }

  public Host<M> host(NodeId id) {
    Host<M> host = byId.get(id);
    if (host == null) {
      throw new IllegalArgumentException("no node " + id + " in this world");
    }
    return host;
  }

  public boolean has(NodeId id) {
    return byId.containsKey(id);
  }

  /// Real time, in nanoseconds since the world began. No node knows it.
  public long now() {
    return now;
  }

  /// How many steps the nodes have taken.
  public long steps() {
    return steps;
  }

  /// The lasting faults that hold now, in the order in which they began.
  public List<Fault.Lasting> active() {
    return Collections.unmodifiableList(active);
  }

  /// Lets time pass, up to `time`.
  public void advance(long time) {
    Check.that(time >= now, "time does not run backwards");
    now = time;
  }

  /// A message arrives. If its receiver is down, it is lost.
  public void deliver(Envelope<M> envelope) {
    Host<M> to = envelope.to();
    if (to.isPaused()) {
      to.postponed().add(() -> deliver(envelope));
    } else if (to.isUp()) {
      observer.arriving(this, envelope);
      handle(to, new Event.Received<>(envelope.from().id(), envelope.message()));
    } else {
      observer.lost(this, envelope, Observer.Loss.DOWN);
      observer.noted(this, () -> "lost, " + to.id() + " is down: " + envelope.message());
    }
  }

  /// A timer runs out, if it is still armed.
  public void fire(Alarm<M> alarm) {
    Host<M> host = alarm.host();
    if (!alarm.isArmed()) {
      return;
    }
    if (host.isPaused()) {
      host.postponed().add(() -> fire(alarm));
      return;
    }
    alarm.disarm();
    handle(host, new Event.TimerFired<>(alarm.timer()));
  }

  /// Arms a timer that the node of `host` did not ask for, so that the driver can fire it: this is
  /// how somebody tells a node something.
  public Alarm<M> arm(Host<M> host, Timer timer) {
    Alarm<M> alarm = host.alarm(timer);
    alarm.arm(now, 0, 0);
    return alarm;
  }

  /// What `host` had been writing is durable; sends that waited for it leave, and the writes that
  /// came meanwhile begin.
  public void synced(Host<M> host) {
    Disk disk = host.disk();
    disk.endSync();
    while (!host.held().isEmpty() && host.held().peek().after() <= disk.durable()) {
      driver.sent(host.held().remove().envelope());
    }
    if (disk.written() > disk.durable()) {
      disk.beginSync();
      driver.writing(host);
    }
  }

  /// A lasting fault begins, or another one happens.
  public void begin(Fault fault) {
    observer.noted(this, fault::begins);
    if (fault instanceof Fault.Lasting lasting) {
      active.add(lasting);
    }
    switch (fault) {
      case Fault.Crashed(var node) -> stop(host(node));
      case Fault.Paused(var node) -> host(node).setPaused(true);
      case Fault.Byzantine(var node) -> host(node).setByzantine(true);
      case Fault.Drifting(var node, long ppm) -> host(node).clock().drift(now, ppm);
      case Fault.Skewed(var node, long offset) -> host(node).clock().jump(now, offset);
      case Fault.DiskLost(var node) -> host(node).disk().lose();
      case Fault.BitRot(var node) -> host(node).disk().rot();
      case Fault.DiskRefuses _, Fault.SlowDisk _, Fault.Slow _ -> {}
      case Fault.Cut _, Fault.Clogged _, Fault.Impaired _ -> {}
    }
  }

  /// A lasting fault ends. The node that it kept down starts again, unless another one does too.
  public void end(Fault.Lasting fault) {
    if (!active.remove(fault)) {
      return;
    }
    observer.noted(this, fault::ends);
    switch (fault) {
      case Fault.Crashed(var node) -> startUnlessKeptDown(host(node));
      case Fault.DiskRefuses(var node, _) -> startUnlessKeptDown(host(node));
      case Fault.Paused(var node) -> resume(host(node));
      case Fault.Byzantine(var node) -> host(node).setByzantine(false);
      case Fault.Drifting(var node, _) -> host(node).clock().drift(now, 0);
      case Fault.Skewed(var node, long offset) -> host(node).clock().jump(now, -offset);
      case Fault.SlowDisk _, Fault.Slow _ -> {}
      case Fault.Cut _, Fault.Clogged _, Fault.Impaired _ -> {}
    }
  }

  private void startUnlessKeptDown(Host<M> host) {
    for (Fault.Lasting fault : active) {
      if (fault.equals(new Fault.Crashed(host.id()))) {
        return;
      }
    }
    if (!host.isUp()) {
      start(host);
    }
  }

  private void start(Host<M> host) {
    if (host.disk().isRotten()) {
      observer.noted(this, () -> host.id() + " does not start: a record of its disk is damaged");
      return;
    }
    host.boot();
    List<Durable> recovered = host.disk().recover();
    handle(host, new Event.Started<>(recovered));
  }

  private void stop(Host<M> host) {
    if (host.isUp()) {
      long pending = host.disk().pending();
      long survivors = driver.survivors(host, pending, host.draws());
      host.held().forEach(it -> observer.lost(this, it.envelope(), Observer.Loss.CRASH));
      long lost = host.stop(survivors);
      if (lost > 0) {
        observer.noted(this, () -> host.id() + " loses " + lost + " writes that were not durable");
      }
    }
  }

  private void resume(Host<M> host) {
    if (active.contains(new Fault.Paused(host.id()))) {
      return;
    }
    host.setPaused(false);
    for (int waiting = host.postponed().size(); waiting > 0 && host.isUp(); waiting--) {
      host.postponed().remove().run();
    }
  }

  private void handle(Host<M> host, Event<M> event) {
    Step<M> step;
    try {
      step = host.outbox().step(host.node(), event, host.clock().show(now));
    } catch (RuntimeException e) {
      throw new NodeFailure(host.id(), event, e);
    }
    steps++;
    observer.stepped(this, step);
    List<Effect<M>> effects = step.effects();
    for (int i = 0; i < effects.size() && host.isUp(); i++) {
      carryOut(host, effects.get(i));
    }
  }

  private void carryOut(Host<M> host, Effect<M> effect) {
    switch (effect) {
      case Effect.Send<M>(var to, var message) -> send(host, to, message);
      case Effect.Arm<M>(var timer, long min, long max) -> {
        Alarm<M> alarm = host.alarm(timer);
        alarm.arm(now, min, max);
        driver.armed(alarm);
      }
      case Effect.Disarm<M>(var timer) -> host.alarm(timer).disarm();
      case Effect.Persist<M>(var record) -> {
        if (diskAccepts(host)) {
          host.disk().append(record);
          sync(host);
        }
      }
      case Effect.Checkpoint<M>(var pieces, int keep) -> {
        if (diskAccepts(host)) {
          host.disk().replace(pieces, keep);
          sync(host);
        }
      }
      case Effect.Compact<M>(var pieces, int keep) -> {
        if (diskAccepts(host)) {
          host.disk().compact(pieces, keep);
        }
      }
      case Effect.Report<M> _ -> {}
    }
  }

  private void send(Host<M> from, NodeId id, M message) {
    Host<M> to = byId.get(id);
    if (to == null) {
      observer.noted(this, () -> "lost, there is no " + id + ": " + message);
      return;
    }
    M sent = message;
    if (from.isByzantine() && forger.isPresent() && from != to) {
      sent = forger.get().forge(from.id(), id, message, from.draws());
    }
    Envelope<M> envelope = new Envelope<>(from, to, sent, now);
    observer.sent(this, envelope);
    if (from.disk().durable() == from.disk().written()) {
      driver.sent(envelope);
    } else {
      from.held().add(new Host.Held<>(from.disk().written(), envelope));
    }
  }

  private void sync(Host<M> host) {
    if (!host.disk().isSyncing()) {
      host.disk().beginSync();
      driver.writing(host);
    }
  }

  private boolean diskAccepts(Host<M> host) {
    for (int i = 0; i < active.size(); i++) {
      if (active.get(i) instanceof Fault.DiskRefuses(var node, var trouble)
          && node.equals(host.id())) {
        observer.noted(this, () -> node + " stops: its disk refuses a write (" + trouble + ")");
        stop(host);
        return false;
      }
    }
    return true;
  }
}
