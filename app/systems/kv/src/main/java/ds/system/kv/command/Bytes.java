package ds.system.kv.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// An immutable string of bytes: a key or a value. Ordered as unsigned bytes, a prefix first.
///
/// The array is handed over, not copied, in either direction: a store holds millions of these, and
/// a value is copied often enough by the network. Nobody writes to it.
///
/// @param array never written to once it is here
@SuppressWarnings("ArrayRecordComponent") // equality and text are by the bytes, see below
public record Bytes(byte[] array) implements Comparable<Bytes> {

  public static final Bytes EMPTY = new Bytes(new byte[0]);

  /// How much of a long string is shown in a text.
  private static final int SHOWN_MAX = 48;

  /// The bytes of a text, in UTF-8.
  public static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return array.length;
  }

  public boolean isEmpty() {
    return array.length == 0;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes(var others) && Arrays.equals(array, others);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  /// As text where it is printable ASCII, with `\xx` for any other byte; a long one is cut.
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int i = 0; i < Math.min(array.length, SHOWN_MAX); i++) {
      appendByte(text, array[i] & 0xff);
    }
    return array.length <= SHOWN_MAX ? text.toString() : text + "… (" + array.length + " bytes)";
  }

  private static void appendByte(StringBuilder text, int value) {
    if (value >= ' ' && value <= '~' && value != '\\') {
      text.append((char) value);
    } else {
      text.append('\\').append(Character.forDigit(value >> 4, 16));
      text.append(Character.forDigit(value & 15, 16));
    }
  }
}
