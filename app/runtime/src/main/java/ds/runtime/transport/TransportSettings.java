package ds.runtime.transport;

import ds.core.Check;
import java.time.Duration;

/// How much a transport may take, and how patient it is.
///
/// @param threads that move bytes; with two or more, outbound bulk has one to itself
public record TransportSettings(int threads, Limits limits, Timing timing) {

  public static final TransportSettings DEFAULT =
      new TransportSettings(2, Limits.DEFAULT, Timing.DEFAULT);

  public TransportSettings {
    Check.that(threads >= 1, "a transport has at least one thread");
  }

  /// What outside input may occupy at most.
  ///
  /// @param frameBytesMax the largest frame sent or accepted
  /// @param orderedBytesMax what waits for one peer on the ordered lane
  /// @param bulkBytesMax what waits for one peer on the bulk lane
  /// @param inboundMax connections accepted at a time, strangers' included
  public record Limits(int frameBytesMax, long orderedBytesMax, long bulkBytesMax, int inboundMax) {

    /// A batch of entries of some MB fits into a frame. A queue holds what a link of 1 Gbit/s
    /// carries in a quarter of a second; more would arrive too late to be of use. Connections are
    /// two for each peer, and some more for those that come again before their old ones are known
    /// to be dead.
    public static final Limits DEFAULT = new Limits(16 << 20, 32L << 20, 32L << 20, 128);

    public Limits {
      Check.that(frameBytesMax >= 1, "a frame has room for a byte");
      Check.that(frameBytesMax <= 1 << 30, "a frame is at most 1 GiB");
      Check.that(orderedBytesMax > frameBytesMax, "the largest frame fits into the ordered queue");
      Check.that(bulkBytesMax > frameBytesMax, "the largest frame fits into the bulk queue");
      Check.that(inboundMax >= 1, "somebody may connect");
    }

    long queueBytesMax(Lane lane) {
      return switch (lane) {
        case ORDERED -> orderedBytesMax;
        case BULK -> bulkBytesMax;
      };
    }
  }

  /// @param connectMax until a call is taken up
  /// @param greetingMax from there until both sides have said who they are
  /// @param keepAlive silence after which a sign of life is sent
  /// @param silenceMax silence after which a connection counts as dead
  /// @param backoffMin the pause after a first failure to connect
  /// @param backoffMax the longest pause; pauses double up to it
  public record Timing(
      Duration connectMax,
      Duration greetingMax,
      Duration keepAlive,
      Duration silenceMax,
      Duration backoffMin,
      Duration backoffMax) {

    /// Three signs of life may be lost before a connection is given up. A peer that comes back is
    /// called again within a second and a half, and within two and a half if the last call before
    /// it is still on its way.
    public static final Timing DEFAULT =
        new Timing(
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofMillis(1_000),
            Duration.ofMillis(4_000),
            Duration.ofMillis(25),
            Duration.ofMillis(1_500));

    public Timing {
      Check.that(keepAlive.compareTo(silenceMax) < 0, "signs of life come before silence counts");
      Check.that(backoffMin.isPositive(), "a pause is longer than nothing");
      Check.that(backoffMin.compareTo(backoffMax) <= 0, "the first pause is not the longest");
    }
  }
}
