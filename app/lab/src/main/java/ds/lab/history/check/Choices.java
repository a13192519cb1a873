package ds.lab.history.check;

import java.util.Arrays;

/// The configurations in which a search may still try something else, the latest on top.
final class Choices {

  private final int words;
  private int depth;
  private long[] heads = new long[16];
  private int[] trailLengths = new int[16];
  private int[] tried = new int[16];
  private long[] bodies;

  /// @param words how many words the body of a configuration has
  Choices(int words) {
    this.words = words;
    this.bodies = new long[16 * words];
  }

  boolean isEmpty() {
    return depth == 0;
  }

  /// @param trailLength how many operations led to the configuration
  /// @param untried what [#tried] is to say at first
  void push(long head, long[] body, int trailLength, int untried) {
    if (depth == heads.length) {
      heads = Arrays.copyOf(heads, 2 * depth);
      trailLengths = Arrays.copyOf(trailLengths, 2 * depth);
      tried = Arrays.copyOf(tried, 2 * depth);
      bodies = Arrays.copyOf(bodies, Math.multiplyExact(2 * depth, words));
    }
    heads[depth] = head;
    System.arraycopy(body, 0, bodies, depth * words, words);
    trailLengths[depth] = trailLength;
    tried[depth] = untried;
    depth++;
  }

  void pop() {
    depth--;
  }

  long head() {
    return heads[depth - 1];
  }

  void copyBody(long[] target) {
    System.arraycopy(bodies, (depth - 1) * words, target, 0, words);
  }

  int trailLength() {
    return trailLengths[depth - 1];
  }

  /// What was tried last.
  int tried() {
    return tried[depth - 1];
  }

  void tried(int candidate) {
    tried[depth - 1] = candidate;
  }

  /// What is kept, in bytes.
  long bytes() {
    return 16L * heads.length + 8L * bodies.length;
  }
}
