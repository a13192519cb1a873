package ds.lab.script;

import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.fault.Fault;
import ds.lab.script.stage.ManualDriver;
import ds.lab.script.stage.Mistake;
import ds.lab.simulation.Hand;
import ds.lab.world.Alarm;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.List;

/// A hand in a world in which nothing happens by itself: all that is under way waits for it.
final class ManualHand<M> implements Hand<M> {

  private final ManualDriver<M> driver;
  private final Runnable taken;

  /// @param taken is told when the hand does something
  ManualHand(ManualDriver<M> driver, Runnable taken) {
    this.driver = driver;
    this.taken = taken;
  }

  @Override
  public World<M> world() {
    return driver.world();
  }

  @Override
  public List<Flight<M>> flights() {
    return driver.flights();
  }

  @Override
  public List<Write<M>> writes() {
    return driver.writing().stream().map(it -> new Write<>(it.index(), NEVER, it)).toList();
  }

  /// Takes over.
  ///
  /// @return whether that message is under way
  private boolean reachFor(long flight) {
    taken.run();
    return driver.flights().stream().anyMatch(it -> it.id() == flight);
  }

  @Override
  public boolean deliver(long flight) {
    boolean isUnderWay = reachFor(flight);
    driver.deliver(flight);
    return isUnderWay;
  }

  @Override
  public boolean drop(long flight) {
    boolean isUnderWay = reachFor(flight);
    driver.drop(flight);
    return isUnderWay;
  }

  @Override
  public boolean duplicate(long flight) {
    boolean isUnderWay = reachFor(flight);
    driver.duplicate(flight);
    return isUnderWay;
  }

  @Override
  public boolean delay(long flight, long by) {
    throw new Mistake("here each message waits for a hand, for as long as that likes");
  }

  @Override
  public boolean sync(Host<M> host) {
    taken.run();
    boolean isWriting = driver.isWriting(host.id());
    driver.sync(host);
    return isWriting;
  }

  @Override
  public void fire(Alarm<M> alarm) {
    taken.run();
    driver.fire(alarm);
  }

  @Override
  public void tell(Host<M> host, Timer what) {
    fire(world().arm(host, what));
  }

  @Override
  public void crash(NodeId node, long sparing) {
    taken.run();
    driver.crash(node, sparing);
  }

  @Override
  public void begin(Fault fault) {
    taken.run();
    driver.begin(fault);
  }

  @Override
  public void end(Fault.Lasting fault) {
    taken.run();
    driver.end(fault);
  }
}
