package ds.protocol.raft.log;

import ds.core.Check;

/// The place of an entry in the log.
///
/// @param number counted from 1; 0 is the place before the first entry
public record LogIndex(long number) implements Comparable<LogIndex> {

  /// The place before the first entry.
  public static final LogIndex NONE = new LogIndex(0);

  public LogIndex {
    Check.that(number >= 0, "an index is not negative");
  }

  @Override
  public int compareTo(LogIndex other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
