package ds.lab.simulation;

import ds.core.NodeId;
import ds.lab.chance.Draws;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.world.Action;
import ds.lab.world.Alarm;
import ds.lab.world.Driver;
import ds.lab.world.Envelope;
import ds.lab.world.Host;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Drives a world through virtual time: a [Setting] and a seed are the whole run.
///
/// The seed gives three kinds of independent sequences: one decides what becomes of messages, one
/// belongs to the nemeses, and each node has its own. So a nemesis that is added or taken away does
/// not turn every message's fate.
public final class Simulation<M> implements Driver<M>, Course<M> {

  /// Keys beyond those of any host.
  private static final long NETWORK_KEY = 1L << 40;

  private static final long NEMESIS_KEY = NETWORK_KEY + 1;

  private final Setting<M> setting;
  private final Observer<M> observer;
  private final World<M> world;
  private final Network<M> network;
  private final Agenda<Due<M>> agenda = new Agenda<>();
  private final Draws networkDraws;
  private final Draws nemesisDraws;
  private Optional<Consumer<Action<M>>> recorder = Optional.empty();
  private Optional<Long> spared = Optional.empty();
  private boolean calm;

  public Simulation(Setting<M> setting, long seed, Observer<M> observer) {
    this.setting = setting;
    this.observer = observer;
    this.world = new World<>(seed, this, observer, setting.forger());
    setting.nodes().forEach(place -> world.add(place.id(), place.factory()));
    this.network = new Network<>(world, setting.network());
    this.networkDraws = Draws.keyed(seed, NETWORK_KEY);
    this.nemesisDraws = Draws.keyed(seed, NEMESIS_KEY);
  }

  @Override
  public World<M> world() {
    return world;
  }

  @Override
  public Hand<M> hand() {
    return new AgendaHand<>(this, agenda, observer);
  }

  @Override
  public void record(Consumer<Action<M>> consumer) {
    recorder = Optional.of(consumer);
  }

  /// Runs from the beginning until the agenda is empty, `horizon` is reached or `over` says so.
  public void run(long horizon, BooleanSupplier over) {
    begin();
    goOn(horizon, over);
  }

  @Override
  public void begin() {
    setting.script().forEach(act -> agenda.add(act.at(), new Due.Scripted<>(act)));
    for (Nemesis<M> nemesis : setting.nemeses()) {
      agenda.add(nemesis.firstRest(nemesisDraws), new Due.NemesisTurn<>(nemesis));
    }
    agenda.add(setting.calmAt(), new Due.Calm<>());
    world.start();
  }

  @Override
  public void goOn(long horizon, BooleanSupplier over) {
    while (!agenda.isEmpty() && agenda.nextTime() <= horizon && !over.getAsBoolean()) {
      world.advance(Math.max(world.now(), agenda.nextTime()));
      happen(agenda.remove());
    }
  }

  private void happen(Due<M> due) {
    switch (due) {
      case Due.Arrival<M>(var envelope) -> arrive(envelope);
      case Due.Ring<M>(var alarm, long at) -> ring(alarm, at);
      case Due.Written<M> written -> written(written);
      case Due.Scripted<M>(var act) -> begin(act.faults().apply(world), act.lasts());
      case Due.NemesisTurn<M>(var nemesis) -> strike(nemesis);
      case Due.Relief<M>(var fault) -> end(fault);
      case Due.Calm<M>() -> calmDown();
    }
  }

  void arrive(Envelope<M> envelope) {
    if (!envelope.isLocal() && network.isCut(envelope)) {
      observer.noted(world, () -> "lost in a cut: " + envelope);
      observer.lost(world, envelope, Observer.Loss.CUT);
      return;
    }
    if (recorder.isPresent()) {
      NodeId from = envelope.from().id();
      record(new Action.Deliver<>(from, envelope.to().id(), envelope.message()));
    }
    world.deliver(envelope);
  }

  void written(Due.Written<M> write) {
    Host<M> host = write.host();
    if (host.isUp() && host.incarnation() == write.incarnation()) {
      record(new Action.Sync<>(host.id()));
      world.synced(host);
    }
  }

  private void ring(Alarm<M> alarm, long at) {
    if (alarm.queuedAt() != at) {
      return; // an entry that an earlier one has replaced
    }
    alarm.unqueue();
    if (!alarm.isArmed()) {
      return;
    }
    if (alarm.due() > world.now()) {
      queue(alarm);
      return;
    }
    fire(alarm);
  }

  void fire(Alarm<M> alarm) {
    if (recorder.isPresent()) {
      record(new Action.Fire<>(alarm.host().id(), alarm.timer()));
    }
    world.fire(alarm);
  }

  private void strike(Nemesis<M> nemesis) {
    if (calm) {
      return;
    }
    Nemesis.Strike strike = nemesis.strike(world, nemesisDraws);
    begin(strike.faults(), strike.lasts());
    agenda.add(world.now() + Math.max(1, strike.rest()), new Due.NemesisTurn<>(nemesis));
  }

  /// Has faults begin now, by somebody's hand.
  ///
  /// @param lasts how long the lasting ones hold; [Act#FOREVER] until they are ended
  public void begin(List<Fault> faults, long lasts) {
    for (Fault fault : faults) {
      record(new Action.Begin<>(fault));
      world.begin(fault);
      if (fault instanceof Fault.Lasting lasting && lasts != Act.FOREVER) {
        agenda.add(world.now() + lasts, new Due.Relief<>(lasting));
      }
    }
    refreshNetwork();
  }

  /// Has a fault end now, if it holds.
  public void end(Fault.Lasting fault) {
    if (world.active().contains(fault)) {
      record(new Action.End<>(fault));
      world.end(fault);
      refreshNetwork();
    }
  }

  private void calmDown() {
    calm = true;
    for (Fault.Lasting fault : List.copyOf(world.active())) {
      end(fault);
    }
    network.setUsual(LinkProfile.LAN);
    refreshNetwork();
  }

  private void refreshNetwork() {
    network.refresh().forEach(this::sent);
  }

  private void record(Action<M> action) {
    recorder.ifPresent(consumer -> consumer.accept(action));
  }

  @Override
  public void sent(Envelope<M> envelope) {
    if (envelope.isLocal()) {
      agenda.add(world.now(), new Due.Arrival<>(envelope));
      return;
    }
    if (network.isClogged(envelope)) {
      network.hold(envelope);
      return;
    }
    LinkProfile profile = network.profile(envelope);
    if (networkDraws.chance(profile.loss())) {
      observer.noted(world, () -> "lost: " + envelope);
      observer.lost(world, envelope, Observer.Loss.LINK);
      return;
    }
    if (networkDraws.chance(profile.corrupt())) {
      damage(envelope, profile);
      return;
    }
    travel(envelope, profile);
    if (networkDraws.chance(profile.duplicate())) {
      travel(envelope, profile);
    }
  }

  private void damage(Envelope<M> envelope, LinkProfile profile) {
    if (setting.forger().isEmpty()) {
      observer.noted(world, () -> "lost, its checksum is wrong: " + envelope);
      observer.lost(world, envelope, Observer.Loss.DAMAGE);
      return;
    }
    NodeId from = envelope.from().id();
    NodeId to = envelope.to().id();
    M forged = setting.forger().get().forge(from, to, envelope.message(), networkDraws);
    travel(new Envelope<>(envelope.from(), envelope.to(), forged, envelope.sentAt()), profile);
  }

  private void travel(Envelope<M> envelope, LinkProfile profile) {
    long delay = profile.delay().draw(networkDraws);
    if (networkDraws.chance(profile.late())) {
      delay += profile.lateBy().draw(networkDraws);
    }
    delay += network.slowness(envelope.to()).draw(networkDraws);
    agenda.add(world.now() + delay, new Due.Arrival<>(envelope));
  }

  @Override
  public void armed(Alarm<M> alarm) {
    long wait = alarm.range().draw(networkDraws);
    alarm.setDue(world.now() + alarm.host().realDuration(wait));
    if (alarm.due() < alarm.queuedAt()) {
      queue(alarm);
    }
  }

  private void queue(Alarm<M> alarm) {
    alarm.setQueuedAt(alarm.due());
    agenda.add(alarm.due(), new Due.Ring<>(alarm, alarm.due()));
  }

  @Override
  public long survivors(Host<M> host, long pending, Draws draws) {
    return spared.isPresent()
        ? Math.min(spared.get(), pending)
        : Driver.super.survivors(host, pending, draws);
  }

  /// Has a node crash now, by somebody's hand.
  ///
  /// @param sparing how many of its writes under way, the oldest first, reach the disk
  void crash(NodeId node, long sparing) {
    spared = Optional.of(sparing);
    begin(List.of(new Fault.Crashed(node)), Act.FOREVER);
    spared = Optional.empty();
  }

  @Override
  public void writing(Host<M> host) {
    Span usual = setting.disk();
    Span extra = network.diskSlowness(host);
    if (usual.max() + extra.max() == 0) {
      world.synced(host);
    } else {
      long time = usual.draw(networkDraws) + extra.draw(networkDraws);
      agenda.add(world.now() + time, new Due.Written<>(host, host.incarnation()));
    }
  }
}
