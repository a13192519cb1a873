package ds.runtime.transport.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.zip.CRC32C;

/// The unit of everything on a connection: four bytes of length, four of CRC32C over the payload,
/// the payload. An empty frame is a sign of life.
public final class Frame {

  public static final int HEADER_BYTES = 8;

  private Frame() {}

  public static int checksum(byte[] buffer, int offset, int length) {
    var crc = new CRC32C();
    crc.update(buffer, offset, length);
    return (int) crc.getValue();
  }

  public static ByteBuf of(byte[] payload) {
    ByteBuf frame = Unpooled.buffer(HEADER_BYTES + payload.length);
    frame.writeInt(payload.length);
    frame.writeInt(checksum(payload, 0, payload.length));
    return frame.writeBytes(payload);
  }

  public static ByteBuf signOfLife() {
    return of(new byte[0]);
  }
}
