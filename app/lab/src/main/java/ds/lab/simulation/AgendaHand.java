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

/// A hand on the agenda of a simulation. What it does not touch goes on under the seed.
final class AgendaHand<M> implements Hand<M> {

  private final Simulation<M> simulation;
  private final Agenda<Due<M>> agenda;
  private final Observer<M> observer;

  AgendaHand(Simulation<M> simulation, Agenda<Due<M>> agenda, Observer<M> observer) {
    this.simulation = simulation;
    this.agenda = agenda;
    this.observer = observer;
  }

  @Override
  public World<M> world() {
    return simulation.world();
  }

  @Override
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

  @Override
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

  @Override
  public boolean deliver(long flight) {
    Optional<Envelope<M>> taken = take(flight);
    taken.ifPresent(simulation::arrive);
    return taken.isPresent();
  }

  @Override
  public boolean drop(long flight) {
    Optional<Envelope<M>> taken = take(flight);
    taken.ifPresent(it -> observer.lost(world(), it, Observer.Loss.HAND));
    return taken.isPresent();
  }

  @Override
  public boolean duplicate(long flight) {
    Optional<Flight<M>> found = find(flight);
    found.ifPresent(it -> agenda.add(it.due(), new Due.Arrival<>(it.envelope())));
    return found.isPresent();
  }

  @Override
  public boolean delay(long flight, long by) {
    Optional<Flight<M>> found = find(flight);
    Optional<Envelope<M>> taken = take(flight);
    taken.ifPresent(it -> agenda.add(found.get().due() + by, new Due.Arrival<>(it)));
    return taken.isPresent();
  }

  @Override
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

  @Override
  public void fire(Alarm<M> alarm) {
    long soonest = alarm.armedAt() + alarm.host().realDuration(alarm.range().min());
    world().advance(Math.max(world().now(), soonest));
    simulation.fire(alarm);
  }

  @Override
  public void tell(Host<M> host, Timer what) {
    simulation.fire(world().arm(host, what));
  }

  @Override
  public void crash(NodeId node, long sparing) {
    simulation.crash(node, sparing);
  }

  @Override
  public void begin(Fault fault) {
    simulation.begin(List.of(fault), Act.FOREVER);
  }

  @Override
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
