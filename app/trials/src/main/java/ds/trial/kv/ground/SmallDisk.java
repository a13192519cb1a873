package ds.trial.kv.ground;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A file system of its own in a file, for one member's data: it can be filled without harm to
/// anybody else.
public final class SmallDisk implements AutoCloseable {

  /// A member needs some 64 MB files for its log, and as much as the store for its snapshots.
  private static final long BYTES = 768L << 20;

  private static final int CHUNK = 1 << 20;

  private final Path image;
  private final Path root;

  private SmallDisk(Path image, Path root) {
    this.image = image;
    this.root = root;
  }

  /// Makes it, which takes root's rights.
  ///
  /// @param folder gets the file and the place where it is mounted
  /// @throws IOException if it cannot be had here, and why
  public static SmallDisk mount(Path folder) throws IOException {
    Path root = Files.createDirectories(folder.resolve("disk"));
    Path image = folder.resolve("disk.image");
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(BYTES);
    }
    try {
      run(List.of("mkfs.ext4", "-q", "-m", "0", image.toString()));
      run(List.of("mount", "-o", "loop", image.toString(), root.toString()));
    } catch (IOException e) {
      Files.delete(image);
      Files.delete(root);
      throw e;
    }
    return new SmallDisk(image, root);
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(said);
    }
  }

  /// Where its files are.
  public Path root() {
    return root;
  }

  private Path ballast() {
    return root.resolve("ballast");
  }

  /// Takes all the room there is.
  public void fill() throws IOException {
    try (var file =
        FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int length = CHUNK; length > 0; length /= 2) {
        append(file, ByteBuffer.allocate(length));
      }
    }
  }

  private static void append(FileChannel file, ByteBuffer chunk) {
    try {
      while (true) {
        file.write(chunk.clear(), file.size());
        file.force(true);
      }
    } catch (IOException _) {
      // There is no room for a chunk of this size.
    }
  }

  /// Gives it back.
  public void clear() throws IOException {
    Files.deleteIfExists(ballast());
  }

  /// Whoever writes to it has to have ended.
  @Override
  public void close() throws IOException {
    run(List.of("umount", "--lazy", root.toString()));
    Files.delete(root);
    Files.delete(image);
  }
}
