package ds.lab.chance;

/// The random numbers of a simulated world: SplitMix64, the same sequence for a seed everywhere.
///
/// `java.util.SplittableRandom` is the same generator, but the browser's class library lacks it.
///
/// *Source:* Steele, Lea and Flood, *Fast Splittable Pseudorandom Number Generators*, 2014, fig.
/// 16.
public final class Draws {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  /// Below this bound one multiplication does the work of a division.
  private static final long SMALL_BOUND = 1L << 31;

  private long state;

  public Draws(long seed) {
    state = seed;
  }

  /// Another sequence, which depends on this one's seed and on `key` alone.
  public static Draws keyed(long seed, long key) {
    return new Draws(mix(seed + mix(key + GOLDEN_GAMMA)));
  }

  /// Where the sequence stands. [#resume] makes it go on from there once more.
  public long state() {
    return state;
  }

  public void resume(long earlier) {
    state = earlier;
  }

  /// 64 even bits.
  public long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /// A number from `0` to `bound - 1`; for `bound` up to 2³¹ its bias is below one in a billion.
  public long below(long bound) {
    if (bound <= 1) {
      return 0;
    }
    if (bound <= SMALL_BOUND) {
      return ((next() >>> 32) * bound) >>> 32;
    }
    return (next() >>> 1) % bound;
  }

  /// A number from `min` to `max`, both included.
  public long between(long min, long max) {
    return max <= min ? min : min + below(max - min + 1);
  }

  /// True in `parts` of a million cases.
  public boolean chance(int partsPerMillion) {
    return partsPerMillion > 0 && below(1_000_000) < partsPerMillion;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
