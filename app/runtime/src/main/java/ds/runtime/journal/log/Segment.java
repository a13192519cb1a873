package ds.runtime.journal.log;

import ds.runtime.file.DamagedFileException;
import ds.runtime.file.Storage;
import ds.runtime.file.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;

/// One file of the log.
///
/// @param number segments are numbered in the order in which they are filled
/// @param firstFrame the number of the first frame that is written into it
/// @param salt a number drawn for this segment; see [Frame#checksum]
/// @param extents what it holds of each stream, changed only by the one who fills it
public record Segment(
    Path path,
    StoredFile file,
    long number,
    long firstFrame,
    long salt,
    Map<Integer, Extent> extents) {

  /// The bytes `DSJOURN` and a line feed, which tells a copy that was made as text.
  private static final long MAGIC = 0x0A4E52554F4A5344L;

  static final int VERSION = 1;

  private static final int VERSION_AT = 8;
  private static final int NUMBER_AT = 16;
  private static final int FIRST_FRAME_AT = 24;
  private static final int SALT_AT = 32;
  private static final int CHECKSUM_AT = 40;
  private static final int HEADER_BYTES = 44;

  /// The header has a page of its own, so that no torn write of a frame reaches it.
  static final int FRAMES_AT = 4096;

  private static final String SUFFIX = ".log";

  static Path path(Path directory, long number) {
    return directory.resolve(name(number));
  }

  private static String name(long number) {
    return "segment-%010d".formatted(number) + SUFFIX;
  }

  static boolean isName(String name) {
    return name.startsWith("segment-") && name.endsWith(SUFFIX);
  }

  Segment(Path path, StoredFile file, long number, long firstFrame, long salt) {
    this(path, file, number, firstFrame, salt, new LinkedHashMap<>());
  }

  static Segment open(Path path, Storage storage) throws IOException {
    StoredFile file = storage.open(path);
    try {
      Segment segment = header(path, file);
      if (!path.endsWith(name(segment.number))) {
        throw new DamagedFileException(path, NUMBER_AT, "the number that its name says");
      }
      return segment;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static Segment header(Path path, StoredFile file) throws IOException {
    var bytes = new byte[HEADER_BYTES];
    ByteBuffer header = Frame.view(bytes);
    int read = file.read(ByteBuffer.wrap(bytes), 0);
    if (read < HEADER_BYTES || header.getLong(0) != MAGIC) {
      throw new DamagedFileException(path, 0, "the header of a segment of a journal");
    }
    int version = header.getInt(VERSION_AT);
    if (version > VERSION) {
      throw new IOException(
          path + " has format version " + version + ", this program reads up to " + VERSION);
    }
    if (header.getInt(CHECKSUM_AT) != checksum(bytes)) {
      throw new DamagedFileException(path, 0, "a header that fits its checksum");
    }
    return new Segment(
        path,
        file,
        header.getLong(NUMBER_AT),
        header.getLong(FIRST_FRAME_AT),
        header.getLong(SALT_AT));
  }

  void writeHeader() throws IOException {
    var bytes = new byte[HEADER_BYTES];
    ByteBuffer header = Frame.view(bytes);
    header.putLong(0, MAGIC);
    header.putInt(VERSION_AT, VERSION);
    header.putLong(NUMBER_AT, number);
    header.putLong(FIRST_FRAME_AT, firstFrame);
    header.putLong(SALT_AT, salt);
    header.putInt(CHECKSUM_AT, checksum(bytes));
    file.write(ByteBuffer.wrap(bytes), 0);
    file.force();
  }

  private static int checksum(byte[] header) {
    var crc = new CRC32C();
    crc.update(header, 0, CHECKSUM_AT);
    return (int) crc.getValue();
  }

  /// Takes note of a record in it.
  void holds(int stream, long sequence, int length) {
    Extent extent = extents.get(stream);
    if (extent == null) {
      extent = new Extent(stream);
      extents.put(stream, extent);
    }
    extent.add(sequence, FrameBuilder.sizeOf(length));
  }

  /// How many of its bytes are still needed.
  ///
  /// @param floors the first sequence number that a stream still needs
  public long live(IntFunction<Long> floors) {
    Collection<Extent> all = extents.values();
    return all.stream().mapToLong(it -> it.live(floors.apply(it.stream()))).sum();
  }

  /// What one segment holds of one stream.
  public static final class Extent {

    private final int stream;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long bytes;

    Extent(int stream) {
      this.stream = stream;
    }

    public int stream() {
      return stream;
    }

    void add(long sequence, int length) {
      first = Math.min(first, sequence);
      last = Math.max(last, sequence);
      bytes += length;
    }

    /// How many of the bytes belong to records from `floor` on: none if and only if there is no
    /// such record, otherwise by the rule of three.
    long live(long floor) {
      if (floor > last) {
        return 0;
      }
      if (floor <= first) {
        return bytes;
      }
      return Math.max(1, (long) ((double) bytes * (last - floor + 1) / (last - first + 1)));
    }
  }
}
