package ds.lab.history.session;

/// What a client may expect of a store that does not promise more (Terry et al. 1994, §3).
public enum Guarantee {
  /// A read returns what the session wrote before, or something newer.
  READ_YOUR_WRITES("read your writes"),

  /// A read returns what the session read before, or something newer.
  MONOTONIC_READS("monotonic reads"),

  /// A write is newer than what the session wrote before.
  MONOTONIC_WRITES("monotonic writes"),

  /// A write is newer than what the session read before.
  WRITES_FOLLOW_READS("writes follow reads");

  private final String words;

  Guarantee(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
