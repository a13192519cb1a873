package ds.system.kv.command;

/// One version of a key: its value, and when it came about.
///
/// A revision numbers a change of the whole store. Keys that one transaction changes share its
/// revision and are told apart by their place in it.
///
/// @param created the revision that made the key, the last time it was made
/// @param modified the revision that made this version
/// @param place of this change among those of its revision, from 0
/// @param version 1 for a new key, and one more with each change; 0 marks a deletion, which has no
///   value, no lease and no revision of creation
/// @param lease the lease that the key is attached to, or 0
public record KeyValue(
    Bytes key, Bytes value, long created, long modified, int place, long version, long lease) {

  /// No version of any key.
  public static final KeyValue NONE = deletion(Bytes.EMPTY, 0, 0);

  /// What a version takes in memory besides its key and its value, about.
  public static final int OVERHEAD_BYTES = 128;

  public static KeyValue deletion(Bytes key, long modified, int place) {
    return new KeyValue(key, Bytes.EMPTY, 0, modified, place, 0, 0);
  }

  public boolean isDeletion() {
    return version == 0;
  }

  public KeyValue withoutValue() {
    return new KeyValue(key, Bytes.EMPTY, created, modified, place, version, lease);
  }

  public int size() {
    return OVERHEAD_BYTES + key.length() + value.length();
  }
}
