package ds.runtime.codec;

import com.sun.management.ThreadMXBean;
import ds.core.Check;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// How long a codec takes with a value, on one core.
///
/// Time is the processor's, as the operating system counts it for this thread: other programs of
/// the machine disturb it less than they disturb a clock. The median of several rounds is told,
/// after one round for the compiler.
public final class CodecBench<T> {

  private static final int ROUNDS = 9;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Codec<T> codec;
  private final T value;
  private final ByteWriter out = new ByteWriter();

  /// Read by nobody, but the compiler cannot know that and must make the values.
  @SuppressWarnings("unused")
  private volatile Object last;

  public CodecBench(Codec<T> codec, T value) {
    this.codec = codec;
    this.value = value;
    this.last = value;
  }

  /// What one value takes.
  ///
  /// @param bytes of its encoding
  /// @param encodeNanos of processor time
  /// @param decodeNanos of processor time
  /// @param decodeAllocated bytes of memory, the value itself included
  public record Figures(int bytes, long encodeNanos, long decodeNanos, long decodeAllocated) {}

  /// @param repetitions in each of some rounds; 100,000 take about a second
  /// @throws MalformedException if the codec does not read what it wrote
  public Figures measure(int repetitions) throws MalformedException {
    Check.that(repetitions > 0, "a measurement repeats something");
    long[] encode = new long[ROUNDS];
    long[] decode = new long[ROUNDS];
    long allocated = 0;
    encodeMany(repetitions);
    decodeMany(repetitions);
    for (int i = 0; i < ROUNDS; i++) {
      long begun = THREADS.getCurrentThreadCpuTime();
      encodeMany(repetitions);
      long encoded = THREADS.getCurrentThreadCpuTime();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      decodeMany(repetitions);
      allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      encode[i] = encoded - begun;
      decode[i] = THREADS.getCurrentThreadCpuTime() - encoded;
    }
    return new Figures(
        out.length(),
        median(encode) / repetitions,
        median(decode) / repetitions,
        allocated / repetitions);
  }

  private void encodeMany(int repetitions) {
    for (int i = 0; i < repetitions; i++) {
      out.reset();
      codec.encode(value, out);
    }
  }

  private void decodeMany(int repetitions) throws MalformedException {
    for (int i = 0; i < repetitions; i++) {
      last = codec.decode(new ByteReader(out.array(), 0, out.length()));
    }
  }

  private static long median(long[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
