package ds.runtime.transport.tls;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/// Wraps older forms of private keys into PKCS#8, which is what Java reads: a version, the
/// algorithm with its parameters, and the old form as a string of octets (RFC 5208, 5).
final class Der {

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int CURVE = 0xa0;

  private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private Der() {}

  /// @param key as of PKCS#1 (RFC 8017, A.1.2)
  static byte[] pkcs8OfRsa(byte[] key) {
    return element(SEQUENCE, VERSION_0, element(SEQUENCE, RSA), element(OCTETS, key));
  }

  /// @param key as of SEC 1 (RFC 5915, 3): version, private key, \[0\] curve, \[1\] public key
  static byte[] pkcs8OfEc(byte[] key) throws GeneralSecurityException {
    try {
      ByteBuffer fields = content(ByteBuffer.wrap(key), SEQUENCE);
      content(fields, 0x02);
      content(fields, OCTETS);
      ByteBuffer curve = content(fields, CURVE);
      var oid = new byte[curve.remaining()];
      curve.get(oid);
      return element(SEQUENCE, VERSION_0, element(SEQUENCE, EC, oid), element(OCTETS, key));
    } catch (BufferUnderflowException e) {
      throw new GeneralSecurityException("it ends too early", e);
    }
  }

  /// Passes over the next element, and returns what is in it.
  private static ByteBuffer content(ByteBuffer in, int tag) throws GeneralSecurityException {
    if (Byte.toUnsignedInt(in.get()) != tag) {
      throw new GeneralSecurityException("it does not name its curve");
    }
    int length = length(in);
    if (length < 0 || length > in.remaining()) {
      throw new GeneralSecurityException("it ends too early");
    }
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }

  /// Up to 127 in one byte; beyond, that byte tells how many bytes hold it.
  private static int length(ByteBuffer in) {
    int first = Byte.toUnsignedInt(in.get());
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < first - 0x80; i++) {
      length = length << 8 | Byte.toUnsignedInt(in.get());
    }
    return length;
  }

  /// Up to 64 KiB; lengths take as few bytes as they can, as signatures are made over them.
  static byte[] element(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    int size = content.size();
    if (size >= 0x100) {
      out.write(0x82);
      out.write(size >> 8);
    } else if (size >= 0x80) {
      out.write(0x81);
    }
    out.write(size);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
