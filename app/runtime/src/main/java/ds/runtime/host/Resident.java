package ds.runtime.host;

import ds.core.Check;
import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.runtime.host.Deadlines.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/// A node in the real world, and the [Context] that carries out what it asks for. Everything here
/// happens on the thread of its [Loop].
///
/// The barrier: writes are numbered, and what is sent behind a write waits in a queue until that
/// write is durable. The loop goes on meanwhile, so the writes of many steps share one sync.
final class Resident<M> implements Context<M> {

  /// What a node needs of the host around it.
  interface Surroundings<M> {

    /// Brings a message to another node or to a port, or loses it.
    void send(NodeId to, M message);

    void reported(Fact fact);

    /// The node has handled an event.
    void stepped();

    /// The node has thrown `cause` at `event`, and is stopped.
    void nodeFailed(Event<M> event, Throwable cause);

    /// What the disk holds cannot be read, and the node is stopped.
    void unreadable(IOException reason);
  }

  /// What was sent behind a write.
  ///
  /// @param write the number of that write
  private record Held<M>(long write, NodeId to, M message) {}

  private final NodeId self;
  private final Node<M> node;
  private final NodeDisk disk;
  private final Surroundings<M> surroundings;
  private final Loop loop;
  private final SplittableRandom luck = new SplittableRandom();
  private final Map<Timer, Deadline> timers = new HashMap<>();
  private final Deque<Held<M>> held = new ArrayDeque<>();
  private boolean isTouched;
  private boolean isStarted;
  private boolean isStopped;

  Resident(NodeId self, Node<M> node, NodeDisk disk, Surroundings<M> surroundings, Loop loop) {
    this.self = self;
    this.node = node;
    this.disk = disk;
    this.surroundings = surroundings;
    this.loop = loop;
  }

  /// Starts the node with what its disk holds.
  void start() {
    isStarted = true;
    take(new Started<>(disk.recover()));
    disk.recovered();
  }

  /// Hands the node an event. One that comes before the start is lost: others find the node by its
  /// name a moment before it has had its turn, and without what its disk holds it would break what
  /// it has promised.
  void take(Event<M> event) {
    if (!isStarted || isStopped) {
      return;
    }
    try {
      node.on(event, this);
      surroundings.stepped();
    } catch (UncheckedIOException e) {
      stop();
      surroundings.unreadable(Objects.requireNonNull(e.getCause()));
    } catch (RuntimeException | Error e) {
      stop();
      surroundings.nodeFailed(event, e);
    }
  }

  /// Ends the node, as a crash would.
  void stop() {
    isStopped = true;
    timers.values().forEach(Deadline::callOff);
    timers.clear();
    held.clear();
  }

  /// Whether its disk is so far behind that it should be given no new work. May be asked on any
  /// thread.
  boolean isBehind() {
    return disk.isFull();
  }

  /// Hands on what the steps of a batch have written.
  void flush() {
    isTouched = false;
    if (!isStopped) {
      disk.sync(() -> loop.post(this::release));
    }
  }

  private void touch() {
    if (!isTouched) {
      isTouched = true;
      loop.touch(this);
    }
  }

  /// Lets go what waited for writes that are durable by now, in order.
  private void release() {
    long durable = disk.durable();
    for (Held<M> next = held.peek(); next != null && next.write <= durable; next = held.peek()) {
      held.remove();
      surroundings.send(next.to, next.message);
    }
  }

  @Override
  public NodeId self() {
    return self;
  }

  @Override
  public long now() {
    return System.nanoTime();
  }

  @Override
  public long random(long bound) {
    Check.that(bound >= 1, "random needs a bound of at least 1");
    return luck.nextLong(bound);
  }

  @Override
  public void send(NodeId to, M message) {
    if (held.isEmpty() && disk.durable() == disk.written()) {
      surroundings.send(to, message);
    } else {
      held.add(new Held<>(disk.written(), to, message));
    }
  }

  @Override
  public void arm(Timer timer, long min, long max) {
    Check.that(0 <= min && min <= max, "a timer's range runs from 0 or more to its maximum");
    Check.that(max <= TIMER_MAX, "a timer runs for a day at most");
    disarm(timer);
    long time = System.nanoTime() + min + luck.nextLong(max - min + 1);
    timers.put(timer, loop.deadlines().at(time, () -> fire(timer)));
  }

  private void fire(Timer timer) {
    timers.remove(timer);
    take(new TimerFired<>(timer));
  }

  @Override
  public void disarm(Timer timer) {
    Deadline deadline = timers.remove(timer);
    if (deadline != null) {
      deadline.callOff();
    }
  }

  @Override
  public void persist(Durable record) {
    disk.append(record);
    touch();
  }

  @Override
  public void checkpoint(Iterable<? extends Durable> pieces, int keep) {
    Check.that(keep >= 0, "a checkpoint keeps 0 records or more");
    disk.checkpoint(pieces, keep, loop, this::release);
    touch();
  }

  @Override
  public void compact(Iterable<? extends Durable> pieces, int keep) {
    Check.that(keep >= 0, "a compaction keeps 0 records or more");
    disk.compact(pieces, keep);
  }

  @Override
  public void report(Fact fact) {
    surroundings.reported(fact);
  }
}
