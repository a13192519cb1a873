package ds.system.kv.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ds.core.Durable;
import ds.runtime.codec.ByteReader;
import ds.runtime.codec.Codec;
import ds.runtime.codec.MalformedException;
import ds.runtime.journal.JournalSettings;
import ds.system.kv.store.StatePiece;
import ds.system.kv.store.StoreMachine;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// A saved snapshot, read back.
///
/// It is read twice: once to compare the hash, which tells a damaged file from a whole one, and
/// once to make a state of it, exactly as a member does.
public final class SnapshotFile {

  /// Whether the hash at the end is looked at.
  public enum Trust {
    CHECKED,
    /// For a file that was not saved but copied out of somewhere, and has no hash.
    UNCHECKED
  }

  /// @param fingerprint of what the file holds, in hexadecimal: equal for copies of one snapshot
  /// @param bytes of the file
  public record Saved(StoreMachine state, String fingerprint, long bytes) {}

  /// A piece holds one value at least, and no value is larger than what the journal takes.
  private static final int PIECE_BYTES_MAX = JournalSettings.DEFAULT.recordBytesMax();

  private static final int BUFFER_BYTES = 1 << 16;

  /// Where a page of etcd's own database has its magic number, and which.
  private static final int BOLT_MAGIC_AT = 16;

  private static final int BOLT_MAGIC = 0xED0CDAED;

  private final Path file;
  private final long size;
  private final boolean hasHash;

  private SnapshotFile(Path file) throws IOException {
    this.file = file;
    this.size = Files.size(file);
    this.hasHash = size % SnapshotFormat.PAGE_BYTES == SnapshotFormat.HASH_BYTES;
  }

  /// Reads a snapshot.
  ///
  /// @throws UnfitSnapshotException if it is none, or not whole
  /// @throws IOException if the file cannot be read
  public static Saved read(Path file, Trust trust, Codec<Durable> codec) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UnfitSnapshotException(file, "is a directory, not a snapshot");
    }
    var snapshot = new SnapshotFile(file);
    snapshot.demandHeader();
    String fingerprint = snapshot.fingerprint(trust);
    return new Saved(snapshot.state(codec), fingerprint, snapshot.size);
  }

  private void demandHeader() throws IOException {
    byte[] header = SnapshotFormat.header();
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(BOLT_MAGIC_AT + Integer.BYTES);
    }
    if (!startsWith(head, header)) {
      throw new UnfitSnapshotException(file, whyNot(head));
    }
  }

  private static boolean startsWith(byte[] head, byte[] start) {
    return head.length >= start.length
        && Arrays.equals(head, 0, start.length, start, 0, start.length);
  }

  private static String whyNot(byte[] head) {
    if (startsWith(head, SnapshotFormat.KIND.getBytes(US_ASCII))) {
      return "was saved by another version of this server";
    }
    boolean isEtcds =
        head.length >= BOLT_MAGIC_AT + Integer.BYTES
            && ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(BOLT_MAGIC_AT)
                == BOLT_MAGIC;
    return isEtcds
        ? "is a database of etcd's own, which only etcd restores; its keys can be copied by a"
            + " client"
        : "is no snapshot of this server";
  }

  /// Hashes what the file holds, and compares that with the hash at its end.
  private String fingerprint(Trust trust) throws IOException {
    MessageDigest digest = SnapshotFormat.hash();
    byte[] hash;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long left = hasHash ? size - SnapshotFormat.HASH_BYTES : size;
      while (left > 0) {
        int count = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
        if (count == 0) {
          throw new UnfitSnapshotException(file, "has become shorter while it was read");
        }
        digest.update(buffer, 0, count);
        left -= count;
      }
      hash = in.readNBytes(SnapshotFormat.HASH_BYTES);
    }
    byte[] counted = digest.digest();
    if (trust == Trust.CHECKED && !hasHash) {
      throw new UnfitSnapshotException(
          file, "does not end with a hash: it was cut off, or not made by 'snapshot save'");
    }
    if (trust == Trust.CHECKED && !Arrays.equals(hash, counted)) {
      throw new UnfitSnapshotException(file, "is damaged: its hash is not that of what it holds");
    }
    return HexFormat.of().formatHex(counted);
  }

  private StoreMachine state(Codec<Durable> codec) throws IOException {
    var state = new StoreMachine();
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(SnapshotFormat.header().length);
      Durable piece;
      do {
        piece = piece(in, codec);
        state.restore(piece);
      } while (!(piece instanceof StatePiece.End));
      return state;
    } catch (EOFException e) {
      throw new UnfitSnapshotException(file, "ends too early", e);
    } catch (MalformedException | RuntimeException e) { // whatever an unchecked file may hold
      throw new UnfitSnapshotException(file, "is damaged: " + e.getMessage(), e);
    }
  }

  private Durable piece(DataInputStream in, Codec<Durable> codec)
      throws IOException, MalformedException {
    int length = in.readInt();
    if (length < 0 || length > PIECE_BYTES_MAX) {
      throw new MalformedException("a piece of " + length + " bytes");
    }
    byte[] piece = in.readNBytes(length);
    if (piece.length < length) {
      throw new EOFException();
    }
    return codec.decode(new ByteReader(piece));
  }
}
