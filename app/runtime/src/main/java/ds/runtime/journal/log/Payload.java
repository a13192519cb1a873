package ds.runtime.journal.log;

import java.util.zip.CRC32C;

/// A part of an array: what a record carries.
public record Payload(byte[] array, int offset, int length) {

  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, length);
  }

  public CRC32C checksum() {
    var crc = new CRC32C();
    crc.update(array, offset, length);
    return crc;
  }
}
