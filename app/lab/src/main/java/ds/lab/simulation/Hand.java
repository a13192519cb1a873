package ds.lab.simulation;

import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.fault.Fault;
import ds.lab.world.Alarm;
import ds.lab.world.Envelope;
import ds.lab.world.Host;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A hand on the agenda of a simulation: it has things happen now that would happen later, takes
/// messages off the wire, and strikes nodes and links. What it does not touch goes on under the
/// seed.
///
/// Whatever it does could have happened by itself. A message may take any time, be lost, or come
/// twice; a timer runs out no sooner than its node asked for, so the world waits for that.
public final class Hand<M> {

  /// A message under way, or one of its copies.
  ///
  /// @param id names it as long as it is under way
  /// @param due when it would arrive
  public record Flight<M>(long id, long due, Envelope<M> envelope) {}

  /// A write that is not durable yet.
  ///
  /// @param due when it would be
  public record Write<M>(long id, long due, Host<M> host) {}

  private final Simulation<M> simulation;
  private final Agenda<Due<M>> agenda;
  private final Observer<M> observer;

  Hand(Simulation<M> simulation, Agenda<Due<M>> agenda, Observer<M> observer) {
    this.simulation = simulation;
    this.agenda = agenda;
    this.observer = observer;
  }

  public World<M> world() {
    return simulation.world();
  }

  /// The messages under way, in the order in which they would arrive.
  public List<Flight<M>> flights() {
    List<Flight<M>> flights = new ArrayList<>();
    agenda.forEach((time, order, due) -> {
      if (due instanceof Due.Arrival<M>(var envelope)) {
        flights.add(new Flight<>(order, time, envelope));
      }
    });
    flights.sort(Comparator.<Flight<M>>comparingLong(Flight::due).thenComparingLong(Flight::id));
    return flights;
  }

  /// The writes under way, in the order in which they would become durable.
  public List<Write<M>> writes() {
    List<Write<M>> writes = new ArrayList<>();
    agenda.forEach((time, order, due) -> {
      if (due instanceof Due.Written<M>(var host, long life)
          && host.isUp()
          && host.incarnation() == life) {
        writes.add(new Write<>(order, time, host));
      }
    });
    writes.sort(Comparator.<Write<M>>comparingLong(Write::due).thenComparingLong(Write::id));
    return writes;
  }

  /// A message arrives now; in a cut it is lost.
  ///
  /// @return whether it was under way, as for all that follows
  public boolean deliver(long flight) {
    Optional<Envelope<M>> taken = take(flight);
    taken.ifPresent(simulation::arrive);
    return taken.isPresent();
  }

  /// A message is lost.
  public boolean drop(long flight) {
    Optional<Envelope<M>> taken = take(flight);
    taken.ifPresent(it -> observer.lost(world(), it, Observer.Loss.HAND));
    return taken.isPresent();
  }

  /// A message will come twice, both times when it is due.
  public boolean duplicate(long flight) {
    Optional<Flight<M>> found = find(flight);
    found.ifPresent(it -> agenda.add(it.due(), new Due.Arrival<>(it.envelope())));
    return found.isPresent();
  }

  /// A message takes so much longer.
  public boolean delay(long flight, long by) {
    Optional<Flight<M>> found = find(flight);
    Optional<Envelope<M>> taken = take(flight);
    taken.ifPresent(it -> agenda.add(found.get().due() + by, new Due.Arrival<>(it)));
    return taken.isPresent();
  }

  /// What a host was writing is durable now.
  public boolean sync(Host<M> host) {
    for (Write<M> write : writes()) {
      if (write.host() == host
          && agenda.take(write.id()).orElseThrow() instanceof Due.Written<M> it) {
        simulation.written(it);
        return true;
      }
    }
    return false;
  }

  /// A timer runs out, as soon as it may.
  public void fire(Alarm<M> alarm) {
    long soonest = alarm.armedAt() + alarm.host().realDuration(alarm.range().min());
    world().advance(Math.max(world().now(), soonest));
    simulation.fire(alarm);
  }

  /// A node is told something, by a timer that it knows though it did not arm it.
  public void tell(Host<M> host, Timer what) {
    simulation.fire(world().arm(host, what));
  }

  /// A node crashes.
  ///
  /// @param sparing how many of its writes under way, the oldest first, reach the disk
  public void crash(NodeId node, long sparing) {
    simulation.crash(node, sparing);
  }

  /// A fault begins, until it is ended or all faults end.
  public void begin(Fault fault) {
    simulation.begin(List.of(fault), Act.FOREVER);
  }

  /// A fault ends, if it holds.
  public void end(Fault.Lasting fault) {
    simulation.end(fault);
  }

  private Optional<Flight<M>> find(long id) {
    return flights().stream().filter(it -> it.id() == id).findFirst();
  }

  private Optional<Envelope<M>> take(long id) {
    return find(id).flatMap(_ -> agenda.take(id)).map(it -> ((Due.Arrival<M>) it).envelope());
  }
}
