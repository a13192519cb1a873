package ds.runtime.journal.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// The layout of frames and of the records in them; `package-info.java` has it as a table.
final class Frame {

  /// The bytes `DFRM`.
  static final int MAGIC = 0x4D524644;

  static final int CHECKSUM_AT = 4;
  static final int NUMBER_AT = 8;
  static final int LENGTH_AT = 16;
  static final int RECORDS_AT = 20;
  static final int HEADER_BYTES = 24;

  static final int RECORD_LENGTH_AT = 4;
  static final int RECORD_SEQUENCE_AT = 8;
  static final int RECORD_STREAM_AT = 16;
  static final int RECORD_KIND_AT = 20;
  static final int RECORD_HEADER_BYTES = 24;

  /// Frames begin at multiples of it, so that the search for a frame after damage has few places to
  /// look at.
  static final int ALIGNMENT = 8;

  private Frame() {}

  static ByteBuffer view(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static int aligned(int length) {
    return (length + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /// The checksum of a frame covers the salt of its segment, which is not written in it: so what a
  /// recycled file holds of its former life is not taken for a frame, nor a frame that a user
  /// stored as a value.
  static int checksum(long salt, byte[] bytes, int offset, int length) {
    var crc = new CRC32C();
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      crc.update((int) (salt >>> shift) & 0xFF);
    }
    crc.update(bytes, offset + NUMBER_AT, length - NUMBER_AT);
    return (int) crc.getValue();
  }

  /// The checksum of a record covers its payload first, which can be done before its sequence
  /// number is known, and then its header.
  static int recordChecksum(CRC32C payload, byte[] bytes, int record) {
    payload.update(bytes, record + RECORD_LENGTH_AT, RECORD_HEADER_BYTES - RECORD_LENGTH_AT);
    return (int) payload.getValue();
  }
}
