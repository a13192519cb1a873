package ds.runtime.contract;

import ds.runtime.file.DiskStorage;
import ds.runtime.file.FaultyStorage;
import ds.runtime.file.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// The disk of one node of a [HostedWorld].
interface Drive {

  Storage storage();

  /// Where the journal is.
  Path folder();

  void stall();

  void resume();

  void refuse();

  /// Nothing can be done with the storage any more.
  void powerOff();

  /// There is another storage, with what has survived.
  void powerOn();

  void rot(String text) throws IOException;

  private static int find(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  /// A disk in memory that loses whatever it may.
  final class InMemory implements Drive {

    private final Random random = new Random(3);
    private FaultyStorage storage = new FaultyStorage();

    @Override
    public Storage storage() {
      return storage;
    }

    @Override
    public Path folder() {
      return Path.of("journal");
    }

    @Override
    public void stall() {
      storage.stall();
    }

    @Override
    public void resume() {
      storage.resume();
    }

    @Override
    public void refuse() {
      storage.failWriteAfter(0);
    }

    /// It may still have the power for some operations.
    @Override
    public void powerOff() {
      storage.failPowerAfter(random.nextInt(6));
      storage.resume();
    }

    @Override
    public void powerOn() {
      storage = storage.crash(random);
    }

    @Override
    public void rot(String text) {
      storage
          .files()
          .keySet()
          .forEach(file -> {
            int at = find(storage.bytes(file), text);
            if (at >= 0) {
              storage.rot(file, at, 1);
            }
          });
    }
  }

  /// A real directory. Its power cannot fail, nor is it ever full.
  record InDirectory(Path folder) implements Drive {

    @Override
    public Storage storage() {
      return new DiskStorage();
    }

    @Override
    public void stall() {
      throw new UnsupportedOperationException("a real disk is not stalled");
    }

    @Override
    public void resume() {
      // It was not stalled.
    }

    @Override
    public void refuse() {
      throw new UnsupportedOperationException("a real disk is not filled");
    }

    @Override
    public void powerOff() {
      // Nothing is lost.
    }

    @Override
    public void powerOn() {
      // Nothing was lost.
    }

    @Override
    public void rot(String text) throws IOException {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          byte[] bytes = Files.readAllBytes(file);
          int at = find(bytes, text);
          if (at >= 0) {
            bytes[at] ^= 1;
            Files.write(file, bytes);
          }
        }
      }
    }
  }
}
