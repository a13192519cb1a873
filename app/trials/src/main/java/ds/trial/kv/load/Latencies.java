package ds.trial.kv.load;

/// How often an answer took how long, to within 1 %.
///
/// Each power of two is cut into 128 equal parts; below 128 ns, and no answer is that fast, a part
/// is one nanosecond. That is a few thousand counters from nanoseconds to a minute, and to count is
/// two instructions.
public final class Latencies {

  private static final int PART_BITS = 7;

  /// From here on, over a minute, everything counts as the same.
  private static final long NANOS_MAX = (1L << 36) - 1;

  private final long[] counts = new long[indexOf(NANOS_MAX) + 1];
  private long total;
  private long max;

  /// Notes one answer.
  public void record(long nanos) {
    long kept = Math.clamp(nanos, 0, NANOS_MAX);
    counts[indexOf(kept)]++;
    total++;
    max = Math.max(max, kept);
  }

  /// Adds all that another one has noted.
  public void add(Latencies other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
    max = Math.max(max, other.max);
  }

  /// What both have noted together.
  public Latencies and(Latencies other) {
    var sum = new Latencies();
    sum.add(this);
    sum.add(other);
    return sum;
  }

  public long count() {
    return total;
  }

  public long max() {
    return max;
  }

  /// @return nanoseconds that this share of the answers did not exceed, 0 if there was none
  public long quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(highestOf(i), max);
      }
    }
    return max;
  }

  private static int indexOf(long nanos) {
    int shift = shiftOf(nanos);
    return (shift << PART_BITS) + (int) (nanos >>> shift);
  }

  /// How many of the lowest bits are given up, so that the rest is below twice the parts.
  private static int shiftOf(long nanos) {
    return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - PART_BITS - 1);
  }

  private static long highestOf(int index) {
    int shift = Math.max(0, (index >>> PART_BITS) - 1);
    long lowest = (long) (index - (shift << PART_BITS)) << shift;
    return lowest + (1L << shift) - 1;
  }
}
