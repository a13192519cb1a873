package ds.runtime.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Objects;

/// Reads what a [ByteWriter] wrote, and trusts none of it: a length is compared with what is left
/// before anything is allocated for it, and nesting is bounded.
///
/// After a [MalformedException] a reader is of no more use.
public final class ByteReader {

  /// How deep records may stand in records. A hostile encoding must not exhaust the stack; honest
  /// ones nest by the dozen.
  public static final int DEPTH_MAX = 100;

  private final byte[] array;
  private int position;
  private int limit;
  private int depth;

  public ByteReader(byte[] array) {
    this(array, 0, array.length);
  }

  /// Reads a part of an array, which must not change meanwhile.
  public ByteReader(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    this.array = array;
    this.position = offset;
    this.limit = offset + length;
  }

  /// How many bytes are left.
  public int remaining() {
    return limit - position;
  }

  public byte readByte() throws MalformedException {
    demandMore();
    return array[position++];
  }

  public boolean readBoolean() throws MalformedException {
    byte value = readByte();
    if ((value & ~1) != 0) {
      throw malformed(value + " is no boolean");
    }
    return value != 0;
  }

  public short readShort() throws MalformedException {
    long value = readLong();
    if (value != (short) value) {
      throw malformed(value + " is no short");
    }
    return (short) value;
  }

  public int readInt() throws MalformedException {
    long value = readLong();
    if (value != (int) value) {
      throw malformed(value + " is no int");
    }
    return (int) value;
  }

  public long readLong() throws MalformedException {
    long value = readUnsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  /// A varint without zig-zag; the largest ones come back negative.
  public long readUnsigned() throws MalformedException {
    if (position < limit && array[position] >= 0) {
      return array[position++];
    }
    return readLongUnsigned();
  }

  private long readLongUnsigned() throws MalformedException {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      byte next = readByte();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    byte last = readByte();
    if ((last & ~1) != 0) {
      throw malformed("a number has more than 64 bits");
    }
    return value | (long) last << 63;
  }

  /// How many bytes or elements follow. Each takes at least one byte, so more than are left is a
  /// lie that is seen before anything is allocated.
  public int readCount() throws MalformedException {
    long count = readUnsigned();
    if (count < 0 || count > remaining()) {
      throw malformed(
          Long.toUnsignedString(count) + " are announced where " + remaining() + " bytes are left");
    }
    return (int) count;
  }

  public byte[] readBytes() throws MalformedException {
    int count = readCount();
    byte[] bytes = Arrays.copyOfRange(array, position, position + count);
    position += count;
    return bytes;
  }

  public String readString() throws MalformedException {
    int count = readCount();
    String text = new String(array, position, count, UTF_8);
    // Java substitutes U+FFFD for what is no UTF-8, but the character may also be meant.
    if (text.indexOf('\uFFFD') >= 0 && !isExact(text, count)) {
      throw malformed("a text is not in UTF-8");
    }
    position += count;
    return text;
  }

  private boolean isExact(String text, int count) {
    return Arrays.equals(
        text.getBytes(UTF_8), Arrays.copyOfRange(array, position, position + count));
  }

  char readTag() throws MalformedException {
    if (limit - position < 2) {
      throw truncated();
    }
    int high = array[position] & 0xFF;
    int low = array[position + 1] & 0xFF;
    position += 2;
    return (char) (high << 8 | low);
  }

  /// Enters a part that is preceded by its length; until [#leave], nothing behind it is seen.
  ///
  /// @return what [#leave] takes
  int enter() throws MalformedException {
    int count = readCount();
    descend();
    int outer = limit;
    limit = position + count;
    return outer;
  }

  /// Leaves a part. What is left of it was added by a later version, and is passed over.
  void leave(int outer) {
    position = limit;
    limit = outer;
    ascend();
  }

  void descend() throws MalformedException {
    depth++;
    if (depth > DEPTH_MAX) {
      throw malformed("records are nested too deep");
    }
  }

  void ascend() {
    depth--;
  }

  // What a component has if the writer's version did not know it yet.

  long longOrZero() throws MalformedException {
    return position < limit ? readLong() : 0;
  }

  int intOrZero() throws MalformedException {
    return position < limit ? readInt() : 0;
  }

  short shortOrZero() throws MalformedException {
    return position < limit ? readShort() : 0;
  }

  byte byteOrZero() throws MalformedException {
    return position < limit ? readByte() : 0;
  }

  boolean booleanOrFalse() throws MalformedException {
    return position < limit && readBoolean();
  }

  Object shapeOrAbsent(Shape shape) throws MalformedException {
    return position < limit ? shape.read(this) : shape.absent(this);
  }

  void demandMore() throws MalformedException {
    if (position >= limit) {
      throw truncated();
    }
  }

  private MalformedException truncated() {
    return malformed("the bytes end too early");
  }

  MalformedException malformed(String what) {
    return new MalformedException(what + ", at byte " + position);
  }
}
