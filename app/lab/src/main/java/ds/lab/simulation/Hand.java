package ds.lab.simulation;

import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.fault.Fault;
import ds.lab.world.Alarm;
import ds.lab.world.Envelope;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.List;

/// A hand on what is to happen in a world: it has things happen now that would happen later, takes
/// messages off the wire, and strikes nodes and links. What it does not touch goes on as it would.
///
/// Whatever it does could have happened by itself. A message may take any time, be lost, or come
/// twice; a timer runs out no sooner than its node asked for, so the world waits for that.
public interface Hand<M> {

  /// When something is due that waits for a hand.
  long NEVER = -1;

  /// A message under way, or one of its copies.
  ///
  /// @param id names it as long as it is under way
  /// @param due when it would arrive, or [#NEVER]
  record Flight<M>(long id, long due, Envelope<M> envelope) {}

  /// A write that is not durable yet.
  ///
  /// @param due when it would be, or [#NEVER]
  record Write<M>(long id, long due, Host<M> host) {}

  World<M> world();

  /// The messages under way, in the order in which they would arrive.
  List<Flight<M>> flights();

  /// The writes under way, in the order in which they would become durable.
  List<Write<M>> writes();

  /// A message arrives now; in a cut it is lost.
  ///
  /// @return whether it was under way, as for all that follows
  boolean deliver(long flight);

  /// A message is lost.
  boolean drop(long flight);

  /// A message will come twice, both times when it is due.
  boolean duplicate(long flight);

  /// A message takes so much longer.
  boolean delay(long flight, long by);

  /// What a host was writing is durable now.
  boolean sync(Host<M> host);

  /// A timer runs out, as soon as it may.
  void fire(Alarm<M> alarm);

  /// A node is told something, by a timer that it knows though it did not arm it.
  void tell(Host<M> host, Timer what);

  /// A node crashes.
  ///
  /// @param sparing how many of its writes under way, the oldest first, reach the disk
  void crash(NodeId node, long sparing);

  /// A fault begins, until it is ended or all faults end.
  void begin(Fault fault);

  /// A fault ends, if it holds.
  void end(Fault.Lasting fault);
}
