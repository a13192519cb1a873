package ds.core;

import java.util.function.Function;

/// What a node may ask of the world while it handles one event.
///
/// Effects are carried out in the order in which they were put, and [#persist] is a barrier:
/// **nothing sent after a `persist` leaves the node before the record is durable.** A leader that
/// may send while it writes sends first and persists then. A message to oneself put after a
/// `persist` arrives when the record is durable.
///
/// A context is valid during the event it was handed out for. Times are in nanoseconds.
public interface Context<M> {

  /// One millisecond, in the unit of all times.
  long MILLISECOND = 1_000_000;

  /// The longest range a timer may have: one day. Longer waits belong to a calendar.
  long TIMER_MAX = 86_400_000 * MILLISECOND;

  /// Effects that one step may have. A step that needs more does the work of several.
  int EFFECTS_MAX = 65_536;

  /// The node that handles the event.
  NodeId self();

  /// This node's own clock. Clocks of different nodes differ by any offset, run at slightly
  /// different speeds and may jump in either direction.
  long now();

  /// A number drawn evenly from `0` to `bound - 1`, by the world.
  ///
  /// @param bound at least 1
  long random(long bound);

  /// Sends a message, without any promise that it arrives, or only once. A message to oneself
  /// arrives without passing the network.
  void send(NodeId to, M message);

  /// Sets a timer to run out after a time that the world draws from `min` to `max`, replacing an
  /// equal timer that is still armed. Timers measure time by this node's clock speed and are
  /// forgotten in a crash.
  ///
  /// @param min at least 0
  /// @param max at least `min` and at most [#TIMER_MAX]
  void arm(Timer timer, long min, long max);

  /// Forgets a timer; no effect if it is not armed.
  void disarm(Timer timer);

  /// Appends a record to what the next [Event.Started] recovers, and holds back every later `send`
  /// until the record is durable. If the disk refuses, the node stops.
  void persist(Durable record);

  /// Replaces all that was persisted before, but for the last `keep` records, by `pieces`: after it
  /// a restart recovers the pieces and then those records. Takes effect as a whole or not at all,
  /// and is a barrier like [#persist].
  ///
  /// @param pieces pulled once at most, one at a time, perhaps while later events are handled; so
  ///   they are a view that later events do not change, and a large state is never held twice
  /// @param keep how many of the records persisted last remain, counted since the last checkpoint
  ///   with those that it kept; at least 0
  void checkpoint(Iterable<? extends Durable> pieces, int keep);

  /// Does what [#checkpoint] does, but some time later and without a barrier: for pieces that say
  /// nothing which the records they replace do not say as well. Until it is done, a restart
  /// recovers what was there before and all that was persisted since; so nobody has to wait for it.
  ///
  /// @param pieces as for [#checkpoint]
  /// @param keep as for [#checkpoint]
  void compact(Iterable<? extends Durable> pieces, int keep);

  /// States a fact for whoever watches: invariants, debugger, metrics. It changes nothing, and no
  /// other node learns it.
  void report(Fact fact);

  /// This context for a node inside the node: whatever it sends leaves wrapped into the outer
  /// family.
  ///
  /// ```
  /// case Received(var from, ForRaft(var inner)) ->
  ///     raft.on(new Received<>(from, inner), context.mapped(ForRaft::new));
  /// ```
  default <I> Context<I> mapped(Function<? super I, ? extends M> wrap) {
    return new MappedContext<>(this, wrap);
  }
}
