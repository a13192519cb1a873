package ds.exercise.raft;

import ds.core.Durable;

/// The state machine that is replicated, and also its own snapshot: it counts commands, and keeps a
/// digest that tells any two sequences of them apart.
///
/// @param count of the commands applied
/// @param digest of all of them, in order
public record Tally(long count, long digest) implements Durable {

  /// Before the first command.
  public static final Tally NONE = new Tally(0, 0);

  /// Odd, so that no step of the digest loses anything; otherwise arbitrary.
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  /// The state after one more command. An empty command changes nothing.
  public Tally apply(String command) {
    if (command.isEmpty()) {
      return this;
    }
    return new Tally(count + 1, (digest + command.hashCode()) * FACTOR + 1);
  }
}
