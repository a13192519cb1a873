package ds.runtime.journal.log;

/// Why a record stands where it does.
public enum RecordKind {
  /// It was appended to its stream; these come in the order of their sequence numbers.
  APPENDED(1),

  /// It was copied forward, so that the segment which held it could be reclaimed.
  MOVED(2),

  /// It holds nothing, and belongs to no stream. That it is there says that all before it was
  /// durable.
  WITNESS(3);

  private final int code;

  RecordKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
