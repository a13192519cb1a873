package ds.trial.kv.load;

import java.util.OptionalDouble;

/// What is asked, and how much of it.
///
/// @param inFlight requests at a time, in all; in an open loop the most there may be
/// @param connections over which they are spread
/// @param rate requests that begin in a second; if empty, each begins when one before is answered
/// @param patience in nanoseconds; a request that is not answered by then has failed
public record LoadPlan(
    Content content, Mix mix, int inFlight, int connections, OptionalDouble rate, long patience) {

  /// As long as etcd's own tools wait.
  private static final long PATIENCE = 10_000_000_000L;

  /// More than these gain nothing: a connection carries many requests.
  private static final int CONNECTIONS_MAX = 8;

  /// Each request begins when one before is answered.
  public static LoadPlan closed(Content content, Mix mix, int inFlight) {
    int connections = Math.min(CONNECTIONS_MAX, inFlight);
    return new LoadPlan(content, mix, inFlight, connections, OptionalDouble.empty(), PATIENCE);
  }

  /// The same at a rate.
  public LoadPlan at(double requestsPerSecond) {
    return new LoadPlan(
        content, mix, inFlight, connections, OptionalDouble.of(requestsPerSecond), patience);
  }

  /// The same over so many connections.
  public LoadPlan over(int others) {
    return new LoadPlan(content, mix, inFlight, others, rate, patience);
  }

  /// The same with less patience, or more.
  public LoadPlan within(long nanos) {
    return new LoadPlan(content, mix, inFlight, connections, rate, nanos);
  }
}
