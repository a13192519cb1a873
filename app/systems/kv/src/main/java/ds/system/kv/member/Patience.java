package ds.system.kv.member;

/// How long a member waits before it says that nothing was heard.
///
/// Time is counted in ticks of a timer, as a node's clock may jump and a timer doesn't: after a
/// jump back, calls would wait for as long as it went.
final class Patience {

  private final long nanos;
  private long time;

  Patience(long nanos) {
    this.nanos = nanos;
  }

  void tick() {
    time += LeaseKeeper.TICK;
  }

  /// When the patience ends that begins now; the tick under way is for nothing.
  long until() {
    return time + LeaseKeeper.TICK + nanos;
  }

  boolean isOver(long until) {
    return until <= time;
  }
}
