package ds.lab.world;

import ds.core.Timer;
import ds.lab.chance.Span;

/// A timer of one incarnation of a node, armed or not.
///
/// A node that re-arms a timer changes its alarm, so a driver keeps one entry for a timer that is
/// put off a thousand times: [#due] is the driver's own, and [#queuedAt] tells which of its entries
/// counts.
public final class Alarm<M> {

  /// No entry counts.
  static final long NEVER = Long.MAX_VALUE;

  private final Host<M> host;
  private final Timer timer;
  private boolean armed;
  private Span range = Span.NONE;
  private long armedAt;
  private long due;
  private long queuedAt = NEVER;

  Alarm(Host<M> host, Timer timer) {
    this.host = host;
    this.timer = timer;
  }

  public Host<M> host() {
    return host;
  }

  public Timer timer() {
    return timer;
  }

  public boolean isArmed() {
    return armed;
  }

  /// The range that the node asked for, by its own clock.
  public Span range() {
    return range;
  }

  /// When it was armed, in real time.
  public long armedAt() {
    return armedAt;
  }

  public long due() {
    return due;
  }

  public void setDue(long newDue) {
    due = newDue;
  }

  public long queuedAt() {
    return queuedAt;
  }

  public void setQueuedAt(long time) {
    queuedAt = time;
  }

  public void unqueue() {
    queuedAt = NEVER;
  }

  void arm(long now, long min, long max) {
    armed = true;
    armedAt = now;
    if (range.min() != min || range.max() != max) {
      range = new Span(min, max);
    }
  }

  void disarm() {
    armed = false;
  }
}
