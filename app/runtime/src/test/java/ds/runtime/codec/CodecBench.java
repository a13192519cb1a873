package ds.runtime.codec;

import static java.util.Comparator.comparingLong;

import com.sun.management.ThreadMXBean;
import ds.core.Check;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// What a value costs several coders, on one core.
///
/// Time is the processor's, as the operating system counts it for this thread: other programs of
/// the machine disturb it less than they disturb a clock. The coders take turns, and of several
/// rounds the median is told, after some for the compiler.
final class CodecBench {

  private static final int WARM_UP = 3;
  private static final int ROUNDS = 9;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Object value;
  private final int repetitions;

  /// Read by nobody, but the compiler cannot know that and must make the values.
  @SuppressWarnings("unused")
  private volatile Object last;

  /// @param repetitions in each round
  CodecBench(Object value, int repetitions) {
    Check.that(repetitions > 0, "a measurement repeats something");
    this.value = value;
    this.repetitions = repetitions;
    this.last = value;
  }

  /// What one value takes.
  ///
  /// @param bytes of its encoding
  record Figures(String coder, int bytes, Cost encode, Cost decode) {}

  /// @param nanos of processor time
  /// @param allocated bytes of memory, the value itself included
  record Cost(long nanos, long allocated) {}

  /// @throws Exception if a coder does not read what it wrote
  List<Figures> measure(List<Coder> coders) throws Exception {
    List<Rounds> all =
        coders.stream().map(it -> new Rounds(it, new ArrayList<>(), new ArrayList<>())).toList();
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      for (Rounds rounds : all) {
        round(rounds);
        if (i < 0) {
          rounds.forget();
        }
      }
    }
    return all.stream().map(Rounds::figures).toList();
  }

  private void round(Rounds rounds) throws Exception {
    long time = THREADS.getCurrentThreadCpuTime();
    long memory = THREADS.getCurrentThreadAllocatedBytes();
    encodeMany(rounds.coder);
    rounds.encode.add(since(time, memory));
    byte[] bytes = rounds.coder.encoded();
    time = THREADS.getCurrentThreadCpuTime();
    memory = THREADS.getCurrentThreadAllocatedBytes();
    decodeMany(rounds.coder, bytes);
    rounds.decode.add(since(time, memory));
  }

  private Cost since(long time, long memory) {
    return new Cost(
        (THREADS.getCurrentThreadCpuTime() - time) / repetitions,
        (THREADS.getCurrentThreadAllocatedBytes() - memory) / repetitions);
  }

  private void encodeMany(Coder coder) {
    for (int i = 0; i < repetitions; i++) {
      coder.encode(value);
    }
  }

  private void decodeMany(Coder coder, byte[] bytes) throws Exception {
    for (int i = 0; i < repetitions; i++) {
      last = coder.decode(bytes);
    }
  }

  private record Rounds(Coder coder, List<Cost> encode, List<Cost> decode) {

    void forget() {
      encode.clear();
      decode.clear();
    }

    Figures figures() {
      return new Figures(coder.name(), coder.encoded().length, median(encode), median(decode));
    }

    private static Cost median(List<Cost> costs) {
      return costs.stream().sorted(comparingLong(Cost::nanos)).toList().get(costs.size() / 2);
    }
  }
}
