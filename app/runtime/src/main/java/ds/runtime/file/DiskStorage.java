package ds.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The file system of this machine.
public final class DiskStorage implements Storage {

  /// What this process has locked. The system forgets a process's lock on a file when the process
  /// closes *any* of its handles on it; so a second one is not even opened.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final Set<StandardOpenOption> READ_AND_WRITE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  private static final FileAttribute<?>[] AS_USUAL = {};

  private final Set<StandardOpenOption> opening;
  private final FileAttribute<?>[] ofFiles;
  private final FileAttribute<?>[] ofDirectories;

  /// New files are for whom the system makes them.
  public DiskStorage() {
    this(READ_AND_WRITE, AS_USUAL, AS_USUAL);
  }

  private DiskStorage(
      Set<StandardOpenOption> opening,
      FileAttribute<?>[] ofFiles,
      FileAttribute<?>[] ofDirectories) {
    this.opening = opening;
    this.ofFiles = ofFiles;
    this.ofDirectories = ofDirectories;
  }

  /// New files and directories are for their owner only, where the system knows owners.
  public static DiskStorage forOwner() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new DiskStorage(READ_AND_WRITE, permissions("rw-------"), permissions("rwx------"))
        : new DiskStorage();
  }

  /// Files are read, and none is made.
  public static DiskStorage forReading() {
    return new DiskStorage(Set.of(StandardOpenOption.READ), AS_USUAL, AS_USUAL);
  }

  private static FileAttribute<?>[] permissions(String text) {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
    };
  }

  @Override
  public StoredFile open(Path file) throws IOException {
    return new OpenFile(file, FileChannel.open(file, opening, ofFiles));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.delete(file);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectories(directory, ofDirectories);
  }

  /// A directory can be opened for reading and forced on Linux and on the BSDs. Windows refuses the
  /// opening, and keeps its names in a log of its own.
  @Override
  public void forceDirectory(Path directory) throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return;
    }
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long roomAt(Path file) throws IOException {
    return Files.getFileStore(file).getUsableSpace();
  }

  /// The holder writes its process id into the file, for the message that the next one gets.
  @Override
  public Closeable lock(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    if (!HELD.add(path)) {
      throw inUse(path, String.valueOf(ProcessHandle.current().pid()));
    }
    try {
      FileChannel channel = lockedChannel(path);
      return () -> {
        channel.close();
        HELD.remove(path);
      };
    } catch (IOException e) {
      HELD.remove(path);
      throw e;
    }
  }

  private FileChannel lockedChannel(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, READ_AND_WRITE, ofFiles);
    if (channel.tryLock() == null) {
      channel.close();
      throw inUse(path, Files.readString(path).strip());
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
    return channel;
  }

  private static IOException inUse(Path file, String holder) {
    return new IOException(file.getParent() + " is in use by process " + holder);
  }

  private record OpenFile(Path path, FileChannel channel) implements StoredFile {

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      int start = into.position();
      while (into.hasRemaining()) {
        if (channel.read(into, position + into.position() - start) < 0) {
          break;
        }
      }
      return into.position() - start;
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      int start = from.position();
      try {
        while (from.hasRemaining()) {
          channel.write(from, position + from.position() - start);
        }
      } catch (IOException e) {
        throw explained(e, from.remaining());
      }
    }

    /// Java has no error number to ask for, only the free space and the system's own words. The
    /// directory is asked, as the file may have got another name since it was opened.
    private IOException explained(IOException e, int missing) throws IOException {
      FileStore store = Files.getFileStore(path.toAbsolutePath().getParent());
      long free = store.getUsableSpace();
      String text = String.valueOf(e.getMessage());
      boolean full = free < missing || text.contains("No space") || text.contains("quota");
      if (!full) {
        return new IOException(path + ": " + text, e);
      }
      var explained = new DiskFullException(path, store.toString(), missing, free);
      explained.initCause(e);
      return explained;
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
