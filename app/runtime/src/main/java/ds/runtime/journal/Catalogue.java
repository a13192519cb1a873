package ds.runtime.journal;

import ds.runtime.file.DamagedFileException;
import ds.runtime.file.Storage;
import ds.runtime.file.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Which streams there are. A record names its stream by a number; the names stand in a small file
/// that is replaced as a whole. A number is never given twice, so the records of a stream that was
/// forgotten belong to nobody.
final class Catalogue {

  private static final String NAME = "streams";
  private static final long MAGIC = 0x0A5354535F4E4C44L;
  private static final int VERSION = 1;
  private static final int CHECKSUM_BYTES = 4;

  private final Path directory;
  private final Storage storage;
  private final Map<String, Integer> numbers = new TreeMap<>();
  private int numbered;

  private Catalogue(Path directory, Storage storage) {
    this.directory = directory;
    this.storage = storage;
  }

  static Catalogue open(Path directory, Storage storage) throws IOException {
    var catalogue = new Catalogue(directory, storage);
    var names = storage.list(directory);
    if (names.contains(NAME)) {
      catalogue.read();
    } else if (names.stream().anyMatch(it -> it.startsWith("segment-"))) {
      throw new DamagedFileException(directory.resolve(NAME), 0, "the names of the streams");
    } else {
      catalogue.write();
    }
    return catalogue;
  }

  /// The number of a stream in a directory that nobody has open; nothing if there is no such
  /// stream, or no journal.
  static Optional<Integer> find(Path directory, Storage storage, String name) throws IOException {
    return storage.list(directory).contains(NAME)
        ? open(directory, storage).find(name)
        : Optional.empty();
  }

  Map<String, Integer> numbers() {
    return numbers;
  }

  Optional<Integer> find(String name) {
    return Optional.ofNullable(numbers.get(name));
  }

  int add(String name) throws IOException {
    numbers.put(name, ++numbered);
    write();
    return numbered;
  }

  void remove(String name) throws IOException {
    numbers.remove(name);
    write();
  }

  private void read() throws IOException {
    Path path = directory.resolve(NAME);
    byte[] bytes;
    try (StoredFile file = storage.open(path)) {
      var buffer = ByteBuffer.allocate((int) file.size());
      file.read(buffer, 0);
      bytes = buffer.array();
    }
    int end = bytes.length - CHECKSUM_BYTES;
    if (end < 0 || ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
      throw new DamagedFileException(path, 0, "the names of the streams and their checksum");
    }
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readLong() != MAGIC) {
        throw new DamagedFileException(path, 0, "the begin of a catalogue of streams");
      }
      int version = in.readInt();
      if (version > VERSION) {
        throw new IOException(
            path + " has format version " + version + ", this program reads up to " + VERSION);
      }
      numbered = in.readInt();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        int number = in.readInt();
        numbers.put(in.readUTF(), number);
      }
    }
  }

  private void write() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(numbered);
      out.writeInt(numbers.size());
      for (var entry : numbers.entrySet()) {
        out.writeInt(entry.getValue());
        out.writeUTF(entry.getKey());
      }
      out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    }
    Path beside = directory.resolve(NAME + Checkpoint.UNFINISHED);
    try (StoredFile file = storage.open(beside)) {
      file.write(ByteBuffer.wrap(bytes.toByteArray()), 0);
      file.force();
    }
    storage.rename(beside, directory.resolve(NAME));
    storage.forceDirectory(directory);
  }

  private static int checksum(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
