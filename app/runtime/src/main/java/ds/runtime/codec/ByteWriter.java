package ds.runtime.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import ds.core.Check;
import java.util.Arrays;

/// Bytes that grow as values are put behind one another. Reused by [#reset], so that a busy writer
/// allocates nothing.
///
/// Integers are *varints*: seven bits a byte, the lowest first, and the eighth bit says that
/// another byte follows. Signed ones are *zig-zagged* before (0, -1, 1, -2 become 0, 1, 2, 3), so
/// that small numbers are short on both sides of zero.
public final class ByteWriter {

  /// The longest array that every machine can allocate.
  static final int LENGTH_MAX = Integer.MAX_VALUE - 8;

  /// What is kept for the next value. One large message shall not be paid for ever.
  private static final int RETAINED_MAX = 1 << 20;

  private static final int CAPACITY_MIN = 256;
  private static final int VARINT_MAX = 10;
  private static final int SHORT_TEXT_MAX = 64;

  private byte[] array;
  private int length;
  private int depth;

  public ByteWriter() {
    this(CAPACITY_MIN);
  }

  public ByteWriter(int capacity) {
    array = new byte[capacity];
  }

  /// The bytes written so far are the first [#length] of this array, until the next write.
  public byte[] array() {
    return array;
  }

  public int length() {
    return length;
  }

  /// Forgets what was written.
  public void reset() {
    length = 0;
    depth = 0;
    if (array.length > RETAINED_MAX) {
      array = new byte[CAPACITY_MIN];
    }
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(array, length);
  }

  public void writeByte(byte value) {
    demand(1);
    array[length++] = value;
  }

  public void writeBoolean(boolean value) {
    writeByte((byte) (value ? 1 : 0));
  }

  public void writeShort(short value) {
    writeLong(value);
  }

  public void writeInt(int value) {
    writeLong(value);
  }

  public void writeLong(long value) {
    writeUnsigned((value << 1) ^ (value >> 63));
  }

  /// A varint without zig-zag; a negative number counts as a large one.
  public void writeUnsigned(long value) {
    demand(VARINT_MAX);
    byte[] to = array;
    int at = length;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      to[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[at++] = (byte) rest;
    length = at;
  }

  /// The length and then the bytes.
  public void writeBytes(byte[] bytes) {
    writeUnsigned(bytes.length);
    append(bytes, 0, bytes.length);
  }

  /// The bytes as they are.
  public void append(byte[] bytes, int offset, int count) {
    demand(count);
    System.arraycopy(bytes, offset, array, length, count);
    length += count;
  }

  /// The length in UTF-8 and then those bytes.
  public void writeString(String text) {
    if (text.length() > SHORT_TEXT_MAX || !writeAscii(text)) {
      writeAnyText(text);
    }
  }

  /// Most texts are names, for which an array of their own would be the greater part of the work.
  ///
  /// @return whether all was written, or nothing because some of it is not ASCII
  private boolean writeAscii(String text) {
    int size = text.length();
    demand(1 + size);
    byte[] to = array;
    int start = length + 1;
    for (int i = 0; i < size; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      to[start + i] = (byte) c;
    }
    to[length] = (byte) size;
    length = start + size;
    return true;
  }

  /// Half a surrogate pair has no encoding. To write a substitute would let the reader see another
  /// value than the writer has, and two replicas part.
  private void writeAnyText(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Check.that(new String(bytes, UTF_8).equals(text), "a text has no half of a surrogate pair");
    writeBytes(bytes);
  }

  /// Two bytes, the higher first.
  void writeTag(char tag) {
    demand(2);
    array[length] = (byte) (tag >>> 8);
    array[length + 1] = (byte) tag;
    length += 2;
  }

  /// Begins a part that is preceded by its length, leaving two bytes for it. A short part is cheap
  /// to move back by one, and few are so long that they must give way.
  ///
  /// @return what [#end] takes
  int begin() {
    descend();
    demand(2);
    int begin = length;
    length = begin + 2;
    return begin;
  }

  void end(int begin) {
    int size = length - begin - 2;
    if (size < 1 << 7) {
      array[begin] = (byte) size;
      System.arraycopy(array, begin + 2, array, begin + 1, size);
      length--;
    } else if (size < 1 << 14) {
      array[begin] = (byte) (size | 0x80);
      array[begin + 1] = (byte) (size >>> 7);
    } else {
      widen(begin, size);
    }
    ascend();
  }

  private void widen(int begin, int size) {
    int width = (38 - Integer.numberOfLeadingZeros(size)) / 7;
    demand(width);
    System.arraycopy(array, begin + 2, array, begin + width, size);
    length = begin;
    writeUnsigned(size);
    length += size;
  }

  /// What is nested deeper than a reader accepts must not be written.
  void descend() {
    depth++;
    Check.that(depth <= ByteReader.DEPTH_MAX, "a value is nested too deep");
  }

  void ascend() {
    depth--;
  }

  private void demand(int count) {
    if (array.length - length < count) {
      grow(count);
    }
  }

  private void grow(int count) {
    long least = (long) length + count;
    Check.that(least <= LENGTH_MAX, "a value is written in less than 2 GB");
    array = Arrays.copyOf(array, (int) Math.min(LENGTH_MAX, Math.max(least, 2L * array.length)));
  }
}
