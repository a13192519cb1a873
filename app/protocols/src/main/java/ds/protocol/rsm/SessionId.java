package ds.protocol.rsm;

/// Names a client's session: the index of the log entry that opened it, so no two sessions ever
/// share a name (dissertation §6.3).
public record SessionId(long index) implements Comparable<SessionId> {

  /// Of a client that has no session yet.
  public static final SessionId NONE = new SessionId(0);

  @Override
  public int compareTo(SessionId other) {
    return Long.compare(index, other.index);
  }

  @Override
  public String toString() {
    return Long.toString(index);
  }
}
