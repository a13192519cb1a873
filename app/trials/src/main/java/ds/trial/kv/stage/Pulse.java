package ds.trial.kv.stage;

import ds.core.Check;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/// What clients got done, second by second.
///
/// Latencies are counted in steps of an eighth of their power of two, so a second costs the same
/// memory whatever happens in it.
public final class Pulse {

  /// How a call ended.
  public enum End {
    READ("reads"),
    WRITTEN("writes"),
    NOT_DONE("not done"),
    MAYBE("of unknown outcome");

    private final String words;

    End(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// One second.
  ///
  /// @param p50Nanos of calls that were done, 0 if there was none
  public record Second(
      long reads, long writes, long notDone, long maybe, long p50Nanos, long p99Nanos) {}

  private static final int SECONDS_MAX = 24 * 3600;
  private static final int STEPS = 8;
  private static final int BUCKETS = 40 * STEPS;
  private static final long SECOND = 1_000_000_000;

  private final long begin;
  private final List<Slot> slots = new ArrayList<>();
  private long lastWrite;
  private long gapFrom;
  private long gapNanos;

  /// @param begin the time, as [System#nanoTime] tells it
  public Pulse(long begin) {
    this.begin = begin;
    this.lastWrite = begin;
    this.gapFrom = begin;
  }

  public long begin() {
    return begin;
  }

  /// Takes down a call, at the time at which it ended.
  public synchronized void count(End end, long invoked, long ended) {
    Check.that(invoked <= ended, "a call ends after it began");
    int second = Math.clamp((ended - begin) / SECOND, 0, SECONDS_MAX - 1);
    while (slots.size() <= second) {
      slots.add(new Slot());
    }
    Slot slot = slots.get(second);
    slot.ends.merge(end, 1L, Long::sum);
    if (end == End.READ || end == End.WRITTEN) {
      slot.latencies[bucket(ended - invoked)]++;
    }
    if (end == End.WRITTEN) {
      closeGap(ended);
    }
  }

  /// Says that nothing comes any more, so that a last gap counts.
  public synchronized void closeGap(long now) {
    if (now - lastWrite > gapNanos) {
      gapNanos = now - lastWrite;
      gapFrom = lastWrite;
    }
    lastWrite = Math.max(lastWrite, now);
  }

  /// The longest time in which no write was acknowledged.
  public synchronized long longestGapNanos() {
    return gapNanos;
  }

  public synchronized long longestGapFrom() {
    return gapFrom;
  }

  /// How many calls ended so.
  public synchronized long total(End end) {
    return slots.stream().mapToLong(slot -> slot.count(end)).sum();
  }

  public synchronized List<Second> seconds() {
    return slots.stream().map(Slot::read).toList();
  }

  private static int bucket(long nanos) {
    if (nanos < STEPS) {
      return (int) Math.max(nanos, 0);
    }
    int power = 63 - Long.numberOfLeadingZeros(nanos); // at least 3, as there are 8 steps
    int step = (int) (nanos >>> (power - 3)) & (STEPS - 1);
    return Math.min((power - 2) * STEPS + step, BUCKETS - 1);
  }

  private static long upperBound(int bucket) {
    if (bucket < STEPS) {
      return bucket;
    }
    int power = bucket / STEPS + 2;
    return (1L << power) + ((bucket % STEPS + 1L) << (power - 3));
  }

  private static final class Slot {

    private final EnumMap<End, Long> ends = new EnumMap<>(End.class);
    private final int[] latencies = new int[BUCKETS];

    long count(End end) {
      return ends.getOrDefault(end, 0L);
    }

    Second read() {
      return new Second(
          count(End.READ),
          count(End.WRITTEN),
          count(End.NOT_DONE),
          count(End.MAYBE),
          quantile(0.50),
          quantile(0.99));
    }

    private long quantile(double share) {
      long all = 0;
      for (int count : latencies) {
        all += count;
      }
      long wanted = Math.max(1, (long) Math.ceil(share * all));
      long seen = 0;
      for (int i = 0; i < BUCKETS && all > 0; i++) {
        seen += latencies[i];
        if (seen >= wanted) {
          return upperBound(i);
        }
      }
      return 0;
    }
  }
}
