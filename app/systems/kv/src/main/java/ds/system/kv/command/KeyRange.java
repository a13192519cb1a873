package ds.system.kv.command;

import java.util.Arrays;

/// Which keys are meant, in the form that etcd's API gives it.
///
/// | `end`           | keys                              |
/// |-----------------|-----------------------------------|
/// | empty           | `key` alone                       |
/// | one zero byte   | `key` and all that follow         |
/// | any other       | from `key` up to `end`, without it |
///
/// An end that is not behind its key makes an empty range.
public record KeyRange(Bytes key, Bytes end) {

  /// The end that stands for "and all that follow".
  public static final Bytes OPEN_END = new Bytes(new byte[1]);

  public static final KeyRange ALL = new KeyRange(OPEN_END, OPEN_END);

  public static KeyRange single(Bytes key) {
    return new KeyRange(key, Bytes.EMPTY);
  }

  public static KeyRange from(Bytes key) {
    return new KeyRange(key, OPEN_END);
  }

  /// All keys that begin with `prefix`; every key, if it is empty.
  public static KeyRange prefix(Bytes prefix) {
    byte[] next = prefix.array();
    for (int i = next.length - 1; i >= 0; i--) {
      if (next[i] != (byte) 0xff) {
        byte[] end = Arrays.copyOf(next, i + 1);
        end[i]++;
        return new KeyRange(prefix, new Bytes(end));
      }
    }
    return prefix.isEmpty() ? ALL : from(prefix);
  }

  public boolean isSingle() {
    return end.isEmpty();
  }

  /// Whether the range has no last key.
  public boolean isOpen() {
    return end.length() == 1 && end.array()[0] == 0;
  }

  public boolean contains(Bytes candidate) {
    if (isSingle()) {
      return candidate.equals(key);
    }
    return candidate.compareTo(key) >= 0 && endsBehind(candidate.array());
  }

  /// Whether the range goes on at a key that is not before its first; it has more than one key.
  public boolean endsBehind(byte[] candidate) {
    return isOpen() || Arrays.compareUnsigned(candidate, end.array()) < 0;
  }
}
