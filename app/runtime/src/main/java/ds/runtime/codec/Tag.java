package ds.runtime.codec;

import java.util.HashMap;
import java.util.Map;

/// What stands for a name in an encoding: two bytes that depend on the name alone, so that records
/// and constants may be added and moved about.
final class Tag {

  /// The golden ratio, which scatters similar hashes.
  private static final int SCATTER = 0x9E37_79B9;

  private Tag() {}

  static char of(String name) {
    return (char) ((name.hashCode() * SCATTER) >>> 16);
  }

  /// Refuses two names of one tag, and the same name twice.
  static void demandDistinct(String family, Iterable<String> names) {
    Map<Character, String> seen = new HashMap<>();
    for (String name : names) {
      String other = seen.put(of(name), name);
      if (other != null) {
        throw new IllegalArgumentException(
            family + ": " + other + " and " + name + " have the same tag; one must be renamed");
      }
    }
  }
}
