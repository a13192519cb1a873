package ds.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiskStorageTest extends StorageContract {

  private final DiskStorage storage = new DiskStorage();

  @Override
  Storage storage() {
    return storage;
  }

  /// Linux has a device that is always full.
  @Test
  void aFullDiskIsNamedWithWhatIsMissing() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "needs /dev/full");
    try (StoredFile file = storage.open(full)) {
      assertThatThrownBy(() -> file.write(ByteBuffer.allocate(100), 0))
          .isInstanceOf(DiskFullException.class)
          .hasMessageMatching(
              "disk full: 100 bytes were to be written to /dev/full, .* are missing");
    }
  }

  /// As a spare file is that has become part of the log.
  @Test
  void aFullDiskIsNamedThoughTheFileWasRenamed() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "needs /dev/full");
    Path link = Files.createSymbolicLink(directory.resolve("spare"), full);
    try (StoredFile file = storage.open(link)) {
      Files.move(link, directory.resolve("segment"));
      assertThatThrownBy(() -> file.write(ByteBuffer.allocate(100), 0))
          .isInstanceOf(DiskFullException.class);
    }
  }

  @Test
  void aPacedFileIsWhole() throws IOException {
    Path path = directory.resolve("a");
    var bytes = new byte[10_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    try (var writer = new PacedWriter(storage.open(path), new Pace(1024, 1L << 40))) {
      writer.write(bytes, 0, 10);
      writer.write(bytes, 10, bytes.length - 10);
      assertThat(writer.position()).isEqualTo(bytes.length);
      writer.finish();
    }
    assertThat(Files.readAllBytes(path)).isEqualTo(bytes);
  }
}
