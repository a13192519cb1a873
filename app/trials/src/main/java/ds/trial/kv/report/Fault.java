package ds.trial.kv.report;

import ds.core.Check;

/// Something that was done to the cluster.
///
/// @param begin as [System#nanoTime] told it
/// @param kind such as `kill`, `pause`, `cut`
/// @param target such as `c`, or `a, b | c, d, e`
public record Fault(long begin, long end, String kind, String target) {

  public Fault {
    Check.that(begin <= end, "a fault ends after it began");
  }
}
