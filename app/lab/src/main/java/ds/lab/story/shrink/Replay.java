package ds.lab.story.shrink;

import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Leads a fresh world through a recorded schedule, or through whatever part of one still makes
/// sense. All of a recording leads to the same steps. A part of it leads to another run that could
/// have happened as well: messages get lost and come late, so one that is left out of a schedule
/// only makes bad luck worse. But nothing arrives that was not sent or could not pass; no timer
/// runs out before its time by its node's own clock; and a message to oneself is never lost.
public final class Replay<M> implements Driver<M> {

  private final Setting<M> setting;
  private final World<M> world;
  private final Consumer<Moment<M>> happened;
  private final int size;
  private final List<InFlight<M>> links = new ArrayList<>();
  private final List<List<Alarm<M>>> alarms = new ArrayList<>();
  private final ArrayDeque<Envelope<M>> local = new ArrayDeque<>();

  /// By host: the life in which it began a write that is not durable yet, or 0.
  private final long[] writing;

  private boolean duplicating;
  private boolean corrupting;

  /// @param happened is told each moment before it happens. Together they are a schedule that leads
  ///   to the same run: what could not happen is left out, and a delivery has the message that was
  ///   there
  public Replay(Setting<M> setting, long seed, Observer<M> observer, Consumer<Moment<M>> happened) {
    this.setting = setting;
    this.world = new World<>(seed, this, observer, setting.forger());
    this.happened = happened;
    this.size = setting.nodes().size();
    setting.nodes().forEach(place -> world.add(place.id(), place.factory()));
    for (int i = 0; i < size * size; i++) {
      links.add(new InFlight<>());
    }
    for (int i = 0; i < size; i++) {
      alarms.add(new ArrayList<>());
    }
    this.writing = new long[size];
    this.duplicating = setting.network().duplicate() > 0;
    this.corrupting = setting.network().corrupt() > 0;
  }

  public World<M> world() {
    return world;
  }

  /// Starts the nodes and leads them through `schedule`, until its end or until `over` says so.
  public void run(List<Moment<M>> schedule, BooleanSupplier over) {
    world.start();
    for (int i = 0; i < schedule.size() && !over.getAsBoolean(); i++) {
      Moment<M> moment = schedule.get(i);
      if (moment.time() > world.now()) {
        settle(over);
        world.advance(moment.time());
      }
      if (!over.getAsBoolean()) {
        perform(moment);
      }
    }
    settle(over);
  }

  /// What nodes have sent to themselves arrives before time passes.
  private void settle(BooleanSupplier over) {
    while (!local.isEmpty() && !over.getAsBoolean()) {
      world.deliver(local.remove());
    }
  }

  private void perform(Moment<M> moment) {
    switch (moment.action()) {
      case Action.Deliver<M> deliver -> deliver(moment, deliver);
      case Action.Fire<M>(var node, var timer) -> fire(moment, world.host(node), timer);
      case Action.Sync<M>(var node) -> sync(moment, world.host(node));
      case Action.Begin<M>(var fault) -> begin(moment, fault);
      case Action.End<M>(var fault) -> end(moment, fault);
    }
  }

  private void happen(Moment<M> moment) {
    moment.subject().ifPresent(it -> world.host(it).draws().resume(moment.luck()));
    happened.accept(moment);
  }

  private void deliver(Moment<M> moment, Action.Deliver<M> deliver) {
    Host<M> from = world.host(deliver.from());
    Host<M> to = world.host(deliver.to());
    if (!to.isUp() || isCut(from.id(), to.id())) {
      return;
    }
    Optional<Envelope<M>> found =
        from == to ? takeLocal(from) : takeRemote(from, to, deliver.message());
    if (found.isEmpty()) {
      return;
    }
    M message = found.get().message();
    happen(
        message.equals(deliver.message())
            ? moment
            : moment.with(new Action.Deliver<>(from.id(), to.id(), message)));
    world.deliver(found.get());
  }

  private Optional<Envelope<M>> takeLocal(Host<M> host) {
    for (Iterator<Envelope<M>> it = local.iterator(); it.hasNext(); ) {
      Envelope<M> envelope = it.next();
      if (envelope.to() == host) {
        it.remove();
        return Optional.of(envelope);
      }
    }
    return Optional.empty();
  }

  private Optional<Envelope<M>> takeRemote(Host<M> from, Host<M> to, M message) {
    InFlight<M> link = links.get(from.index() * size + to.index());
    Optional<Envelope<M>> found = link.take(message);
    if (found.isEmpty() && duplicating) {
      found = link.again(message);
    }
    if (found.isEmpty() && corrupting && setting.forger().isPresent()) {
      found = Optional.of(new Envelope<>(from, to, message, world.now()));
    }
    return found.isPresent() ? found : link.takeLike(message);
  }

  /// A clogged link does not count: it delays what is sent while it is clogged, and how late a
  /// message may be is up to the schedule.
  private boolean isCut(NodeId from, NodeId to) {
    List<Fault.Lasting> active = world.active();
    for (int i = 0; i < active.size(); i++) {
      if (active.get(i) instanceof Fault.Cut(_, var links) && links.contains(new Link(from, to))) {
        return true;
      }
    }
    return false;
  }

  private void fire(Moment<M> moment, Host<M> host, Timer timer) {
    for (Alarm<M> alarm : alarms.get(host.index())) {
      if (alarm.timer().equals(timer) && alarm.isArmed() && alarm.due() <= world.now()) {
        happen(moment);
        world.fire(alarm);
        return;
      }
    }
  }

  private void sync(Moment<M> moment, Host<M> host) {
    if (host.isUp() && writing[host.index()] == host.incarnation()) {
      writing[host.index()] = 0;
      happen(moment);
      world.synced(host);
    }
  }

  private void begin(Moment<M> moment, Fault fault) {
    if (fault instanceof Fault.Impaired(_, var profile)) {
      duplicating |= profile.duplicate() > 0;
      corrupting |= profile.corrupt() > 0;
    }
    happen(moment);
    world.begin(fault);
  }

  private void end(Moment<M> moment, Fault.Lasting fault) {
    if (world.active().contains(fault)) {
      happen(moment);
      world.end(fault);
    }
  }

  @Override
  public void sent(Envelope<M> envelope) {
    if (envelope.isLocal()) {
      local.add(envelope);
    } else {
      links.get(envelope.from().index() * size + envelope.to().index()).add(envelope);
    }
  }

  /// A timer may run out as soon as the world could have drawn.
  @Override
  public void armed(Alarm<M> alarm) {
    alarm.setDue(world.now() + alarm.host().realDuration(alarm.range().min()));
    List<Alarm<M>> ofHost = alarms.get(alarm.host().index());
    for (int i = 0; i < ofHost.size(); i++) {
      if (ofHost.get(i).timer().equals(alarm.timer())) {
        ofHost.set(i, alarm);
        return;
      }
    }
    ofHost.add(alarm);
  }

  @Override
  public void writing(Host<M> host) {
    if (isInstant(host)) {
      world.synced(host);
    } else {
      writing[host.index()] = host.incarnation();
    }
  }

  private boolean isInstant(Host<M> host) {
    if (setting.disk().max() > 0) {
      return false;
    }
    for (Fault.Lasting fault : world.active()) {
      if (fault instanceof Fault.SlowDisk(var node, _) && node.equals(host.id())) {
        return false;
      }
    }
    return true;
  }
}
