package ds.runtime.journal;

import ds.core.Check;
import ds.runtime.file.DamagedFileException;
import ds.runtime.file.Pace;
import ds.runtime.file.PacedWriter;
import ds.runtime.file.ReadAhead;
import ds.runtime.file.Storage;
import ds.runtime.file.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;

/// A file with the state of one stream. It is written under another name and gets its own when it
/// is complete and durable; so a file that has the name of a checkpoint is one.
///
/// @param number checkpoints of a stream are counted
/// @param keepFrom the sequence number of the first record that is needed besides
record Checkpoint(Path directory, int stream, long number, long keepFrom) {

  /// What the name of a file ends with that is not complete.
  static final String UNFINISHED = ".new";

  private static final String PREFIX = "checkpoint-";

  /// The bytes `DSCHECK` and a line feed.
  private static final long MAGIC = 0x0A4B434548435344L;

  private static final int VERSION = 1;
  private static final int VERSION_AT = 8;
  private static final int STREAM_AT = 12;
  private static final int NUMBER_AT = 16;
  private static final int KEEP_AT = 24;
  private static final int CHECKSUM_AT = 32;
  private static final int HEADER_BYTES = 36;

  /// Before each piece stand its length and its checksum.
  private static final int PIECE_HEADER_BYTES = 8;

  /// Stands where a length would if there were another piece.
  private static final int END = -1;

  private static final int WINDOW_BYTES = 1 << 18;

  /// What a stream asks for.
  record Order(long number, long keepFrom) {}

  static boolean isName(String name) {
    return name.startsWith(PREFIX) && !name.endsWith(UNFINISHED);
  }

  Path path() {
    return directory.resolve(PREFIX + "%d-%010d".formatted(stream, number));
  }

  private Path unfinished() {
    return directory.resolve(path().getFileName() + UNFINISHED);
  }

  static Checkpoint open(Path path, Storage storage) throws IOException {
    var bytes = new byte[HEADER_BYTES];
    ByteBuffer header = view(bytes);
    try (StoredFile file = storage.open(path)) {
      file.read(ByteBuffer.wrap(bytes), 0);
    }
    if (header.getLong(0) != MAGIC || header.getInt(CHECKSUM_AT) != headerChecksum(bytes)) {
      throw new DamagedFileException(path, 0, "the header of a checkpoint and its checksum");
    }
    int version = header.getInt(VERSION_AT);
    if (version > VERSION) {
      throw new IOException(
          path + " has format version " + version + ", this program reads up to " + VERSION);
    }
    var checkpoint =
        new Checkpoint(
            path.resolveSibling(""),
            header.getInt(STREAM_AT),
            header.getLong(NUMBER_AT),
            header.getLong(KEEP_AT));
    if (!path.endsWith(checkpoint.path().getFileName())) {
      throw new DamagedFileException(path, STREAM_AT, "the stream and number that its name says");
    }
    return checkpoint;
  }

  /// How many bytes the file has.
  long size(Storage storage) throws IOException {
    try (StoredFile file = storage.open(path())) {
      return file.size();
    }
  }

  /// Writes the file, as yet under another name.
  ///
  /// @param goOn asked before each piece; once it says no, the file is deleted
  /// @return the size of the file, 0 if it was not to go on
  long write(Storage storage, Iterator<byte[]> pieces, Pace pace, BooleanSupplier goOn)
      throws IOException {
    long size;
    try (var out = new PacedWriter(storage.open(unfinished()), pace)) {
      out.write(header(), 0, HEADER_BYTES);
      long index = 0;
      while (goOn.getAsBoolean() && pieces.hasNext()) {
        byte[] piece = pieces.next();
        Check.that(piece.length < Integer.MAX_VALUE / 2, "a piece keeps to its bound");
        out.write(pieceHeader(index++, piece.length, piece), 0, PIECE_HEADER_BYTES);
        out.write(piece, 0, piece.length);
      }
      out.write(pieceHeader(index, END, new byte[0]), 0, PIECE_HEADER_BYTES);
      size = out.position();
      if (goOn.getAsBoolean()) {
        out.finish();
        return size;
      }
    }
    discard(storage);
    return 0;
  }

  /// Gives the file its name. From now on it is what is recovered.
  void publish(Storage storage) throws IOException {
    storage.rename(unfinished(), path());
    storage.forceDirectory(directory);
  }

  /// Gives the file up before it is finished.
  void discard(Storage storage) throws IOException {
    storage.delete(unfinished());
  }

  private byte[] header() {
    var bytes = new byte[HEADER_BYTES];
    ByteBuffer header = view(bytes);
    header.putLong(0, MAGIC);
    header.putInt(VERSION_AT, VERSION);
    header.putInt(STREAM_AT, stream);
    header.putLong(NUMBER_AT, number);
    header.putLong(KEEP_AT, keepFrom);
    header.putInt(CHECKSUM_AT, headerChecksum(bytes));
    return bytes;
  }

  private static int headerChecksum(byte[] header) {
    var crc = new CRC32C();
    crc.update(header, 0, CHECKSUM_AT);
    return (int) crc.getValue();
  }

  private static byte[] pieceHeader(long index, int length, byte[] piece) {
    var bytes = new byte[PIECE_HEADER_BYTES];
    view(bytes).putInt(0, length).putInt(4, checksum(index, length, piece, 0));
    return bytes;
  }

  /// The index is covered too: a piece in the place of another one is damage.
  private static int checksum(long index, int length, byte[] bytes, int from) {
    var crc = new CRC32C();
    var place = new byte[Long.BYTES + Integer.BYTES];
    view(place).putLong(0, index).putInt(Long.BYTES, length);
    crc.update(place);
    crc.update(bytes, from, Math.max(0, length));
    return (int) crc.getValue();
  }

  private static ByteBuffer view(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The pieces, read one after the other. Throws [UncheckedIOException] at a damaged one.
  Iterator<byte[]> pieces(Storage storage) throws IOException {
    StoredFile file = storage.open(path());
    return new Pieces(path(), file, new ReadAhead(file));
  }

  private static final class Pieces implements Iterator<byte[]> {

    private final Path path;
    private final StoredFile file;
    private final ReadAhead reads;
    private long position = HEADER_BYTES;
    private long index;
    private boolean ended;

    Pieces(Path path, StoredFile file, ReadAhead reads) {
      this.path = path;
      this.file = file;
      this.reads = reads;
    }

    @Override
    public boolean hasNext() {
      try {
        if (!ended && length() == END) {
          whole(0);
          ended = true;
          file.close();
        }
        return !ended;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      try {
        return whole(length());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private int length() throws IOException {
      if (position + PIECE_HEADER_BYTES > reads.size()) {
        throw new DamagedFileException(path, position, "piece " + index + " or the end mark");
      }
      int at = reads.at(position, PIECE_HEADER_BYTES, WINDOW_BYTES);
      int length = view(reads.window()).getInt(at);
      if (length < END || length > reads.size() - position - PIECE_HEADER_BYTES) {
        throw new DamagedFileException(path, position, "the length of piece " + index);
      }
      return length;
    }

    /// @param length 0 also for the mark of the end
    private byte[] whole(int length) throws IOException {
      int at = reads.at(position, PIECE_HEADER_BYTES + length, WINDOW_BYTES);
      ByteBuffer window = view(reads.window());
      int from = at + PIECE_HEADER_BYTES;
      int checksum = checksum(index, window.getInt(at), reads.window(), from);
      if (window.getInt(at + Integer.BYTES) != checksum) {
        throw new DamagedFileException(path, position, "a piece that fits its checksum");
      }
      position += PIECE_HEADER_BYTES + length;
      index++;
      return Arrays.copyOfRange(reads.window(), from, from + length);
    }
  }
}
