package ds.system.kv.lease;

import ds.core.Check;
import ds.protocol.rsm.state.PersistentMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/// When leases end: the memory of a leader, which nobody else has and nothing persists.
///
/// A new leader cannot know when its predecessor last heard of a client. It gives every lease its
/// whole life anew, so that a lease may end late and never early. For the same reason a lease whose
/// time has come is not kept alive any more, as its end is on the way through the log: a client
/// that was told "alive" would lose its keys a moment later.
public final class Deadlines {

  /// The end of a lease may be lost with a leadership or refused by a full queue, and is then asked
  /// for again after this time. It is a few rounds of the log.
  private static final long RETRY_NANOS = 3_000_000_000L;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// Three centuries, of which nobody sees the end, and which a clock's reading can be added to.
  private static final long LIFE_MAX_NANOS = Long.MAX_VALUE / 2;

  /// @param at when the lease ends
  /// @param asks when its end is asked for: `at`, or later if it was asked for before
  private record Deadline(long lease, long ttlSeconds, long at, long asks) {}

  private final TreeSet<Deadline> byTime =
      new TreeSet<>(Comparator.comparingLong(Deadline::asks).thenComparingLong(Deadline::lease));

  /// Looked up, never walked through.
  private final Map<Long, Deadline> byLease = new HashMap<>();

  /// Begins to lead: every lease has its whole life before it.
  ///
  /// @param ttls lives in seconds, by lease
  /// @param now in nanoseconds, of a clock that never goes back
  public void lead(PersistentMap<Long, Long> ttls, long now) {
    follow();
    for (var entries = ttls.iterator(); entries.hasNext(); ) {
      var entry = entries.next();
      granted(entry.key(), entry.value(), now);
    }
  }

  /// Ceases to lead, and forgets everything.
  public void follow() {
    byTime.clear();
    byLease.clear();
  }

  public void granted(long lease, long ttlSeconds, long now) {
    revoked(lease);
    long end = now + lifeNanos(ttlSeconds);
    add(new Deadline(lease, ttlSeconds, end, end));
  }

  public void revoked(long lease) {
    Deadline deadline = byLease.remove(lease);
    if (deadline != null) {
      byTime.remove(deadline);
    }
  }

  /// Gives a lease its whole life again.
  ///
  /// @param now whether it has ended is asked by this time
  /// @param from its new life begins at this one
  /// @return that life in seconds; empty if there is no such lease, or if it has just ended
  public OptionalLong keepAlive(long lease, long now, long from) {
    Deadline deadline = byLease.get(lease);
    if (deadline == null || deadline.at <= now) {
      return OptionalLong.empty();
    }
    granted(lease, deadline.ttlSeconds, from);
    return OptionalLong.of(deadline.ttlSeconds);
  }

  /// What is left of a lease's life; 0 if it has ended and is still there.
  ///
  /// @return empty if there is no such lease
  public OptionalLong remainingNanos(long lease, long now) {
    Deadline deadline = byLease.get(lease);
    return deadline == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, deadline.at - now));
  }

  /// Leases that have ended and are to be revoked, those first that ended first. Each is named
  /// again after a while, unless [#revoked] was called for it.
  ///
  /// @param max how many, so that many that end at once do not fill the log
  public List<Long> due(long now, int max) {
    Check.that(max > 0, "something is asked for");
    List<Long> due = new ArrayList<>();
    while (due.size() < max && !byTime.isEmpty() && byTime.getFirst().asks <= now) {
      Deadline deadline = byTime.removeFirst();
      due.add(deadline.lease);
      add(new Deadline(deadline.lease, deadline.ttlSeconds, deadline.at, now + RETRY_NANOS));
    }
    return due;
  }

  private void add(Deadline deadline) {
    byLease.put(deadline.lease, deadline);
    byTime.add(deadline);
  }

  private static long lifeNanos(long ttlSeconds) {
    return ttlSeconds >= LIFE_MAX_NANOS / NANOS_PER_SECOND
        ? LIFE_MAX_NANOS
        : ttlSeconds * NANOS_PER_SECOND;
  }
}
