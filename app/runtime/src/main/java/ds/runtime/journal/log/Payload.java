package ds.runtime.journal.log;

import java.util.zip.CRC32C;

/// A part of an array: what a record carries. It is valid as long as nobody changes the array.
public final class Payload {

  private final byte[] array;
  private final int offset;
  private final int length;

  public Payload(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  public int length() {
    return length;
  }

  void copyTo(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, length);
  }

  public CRC32C checksum() {
    var crc = new CRC32C();
    crc.update(array, offset, length);
    return crc;
  }
}
