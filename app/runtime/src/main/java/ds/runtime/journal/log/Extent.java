package ds.runtime.journal.log;

/// What one segment holds of one stream.
public final class Extent {

  private final int stream;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long bytes;

  Extent(int stream) {
    this.stream = stream;
  }

  public int stream() {
    return stream;
  }

  void add(long sequence, int length) {
    first = Math.min(first, sequence);
    last = Math.max(last, sequence);
    bytes += length;
  }

  /// How many of the bytes belong to records from `floor` on: none if and only if there is no such
  /// record, otherwise by the rule of three.
  long live(long floor) {
    if (floor > last) {
      return 0;
    }
    if (floor <= first) {
      return bytes;
    }
    return Math.max(1, (long) ((double) bytes * (last - floor + 1) / (last - first + 1)));
  }
}
