package ds.system.kv.compaction;

import ds.core.Check;

/// How much of the past is kept at least.
public sealed interface Retention {

  /// All of it, until somebody compacts.
  record All() implements Retention {}

  /// @param count how many revisions before the present one
  record Revisions(long count) implements Retention {
    public Revisions {
      Check.that(count > 0, "something of the past is kept");
    }
  }

  /// @param nanos how long a revision can be read after it was superseded
  record Span(long nanos) implements Retention {
    public Span {
      Check.that(nanos > 0, "something of the past is kept");
    }
  }
}
