package ds.system.kv.store;

import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyValue;
import java.util.Arrays;

/// Hashes versions one by one; their order counts.
///
/// It is to find a damaged copy, not a forged one. The bytes are hashed by a polynomial, which no
/// change of a single byte escapes and the JVM computes many at a time; that and the numbers are
/// mixed by odd multipliers, which lose nothing.
final class StateHash {

  /// The golden ratio's bits, an odd number without a pattern.
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  private long state;

  void add(KeyValue version) {
    add(version.key());
    add(version.value());
    add(version.created());
    add(version.modified());
    add(version.place());
    add(version.version());
    add(version.lease());
  }

  private void add(Bytes bytes) {
    add(((long) bytes.length() << Integer.SIZE) | (Arrays.hashCode(bytes.array()) & 0xffffffffL));
  }

  private void add(long number) {
    state = (Long.rotateLeft(state, 23) ^ number) * MULTIPLIER;
  }

  int value() {
    return (int) (state ^ (state >>> Integer.SIZE));
  }
}
