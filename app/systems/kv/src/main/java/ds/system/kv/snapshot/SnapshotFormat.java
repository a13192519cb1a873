package ds.system.kv.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ds.core.Durable;
import ds.runtime.codec.Codec;
import ds.system.kv.store.StateView;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;

/// How a snapshot is written down, but for the zeros and the hash at its end, which whoever sends
/// it adds when all has been sent.
///
/// @param codec of the pieces: whoever runs the member knows the encoding of its state
public record SnapshotFormat(Codec<Durable> codec) {

  /// What stands before the hash is a number of whole pages of this size.
  public static final int PAGE_BYTES = 512;

  static final int HASH_BYTES = 32;

  static final String KIND = "ds-kv snapshot ";

  private static final int VERSION = 1;

  /// Makes the hash of all that is before it.
  public static MessageDigest hash() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static byte[] header() {
    return (KIND + VERSION + "\n").getBytes(US_ASCII);
  }

  /// The state in pieces of some kilobytes, made one at a time as they are asked for.
  public Iterator<byte[]> pieces(StateView state) {
    Iterator<byte[]> pieces = codec.encoded(state.iterator());
    return new Iterator<>() {

      private boolean isOpened;

      @Override
      public boolean hasNext() {
        return !isOpened || pieces.hasNext();
      }

      @Override
      public byte[] next() {
        if (isOpened) {
          return framed(pieces.next());
        }
        isOpened = true;
        return header();
      }
    };
  }

  private static byte[] framed(byte[] piece) {
    return ByteBuffer.allocate(Integer.BYTES + piece.length)
        .putInt(piece.length)
        .put(piece)
        .array();
  }
}
