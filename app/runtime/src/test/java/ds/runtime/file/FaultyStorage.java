package ds.runtime.file;

import ds.core.Check;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A disk in memory that keeps to the letter of its promises and to nothing beyond.
///
/// After a [#crash], each sector that was written and not forced is there or not, whatever happened
/// to its neighbours, and so is each change of a name in a directory that was not forced. It has as
/// much room as it is told, and fails when it is told.
public final class FaultyStorage implements Storage {

  private static final int SECTOR_BYTES = 512;

  /// Where a file is that has no durable name yet.
  private static final Path MADE = Path.of("made");

  /// No file's name ends so.
  private static final String NO_NAME = "/";

  private final SortedMap<Path, Content> names = new TreeMap<>();
  private final SortedMap<Path, Content> durableNames = new TreeMap<>();
  private final List<Renaming> unforced = new ArrayList<>();
  private final Set<Path> locked = new HashSet<>();
  private long capacity = Long.MAX_VALUE;
  private long operations;
  private long powerFailure = Long.MAX_VALUE;
  private long writes;
  private long failingWrite = Long.MAX_VALUE;
  private long forces;
  private long failingForce = Long.MAX_VALUE;
  private String failingForcesOf = NO_NAME;
  private boolean stalled;
  private int refusals;

  /// A change of names: without a new one, a deletion.
  private record Renaming(Path from, List<Path> to) {

    void apply(SortedMap<Path, Content> names) {
      Content content = names.remove(from);
      if (content != null) {
        to.forEach(it -> names.put(it, content));
      }
    }
  }

  /// The bytes of a file as they are read, and as they are on the platters.
  private static final class Content {
    private byte[] bytes = new byte[0];
    private byte[] durable = new byte[0];
    private final Set<Integer> dirty = new HashSet<>();

    void write(ByteBuffer from, int position) {
      int end = position + from.remaining();
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, end);
      }
      for (int sector = position / SECTOR_BYTES; sector * SECTOR_BYTES < end; sector++) {
        dirty.add(sector);
      }
      from.get(bytes, position, from.remaining());
    }

    void force() {
      durable = Arrays.copyOf(durable, bytes.length);
      dirty.forEach(this::keep);
      dirty.clear();
    }

    private void keep(int sector) {
      int from = sector * SECTOR_BYTES;
      int to = Math.min(from + SECTOR_BYTES, bytes.length);
      durable = Arrays.copyOf(durable, Math.max(durable.length, to));
      System.arraycopy(bytes, from, durable, from, to - from);
    }

    Content afterCrash(RandomGenerator random) {
      dirty.stream().sorted().filter(_ -> random.nextBoolean()).forEach(this::keep);
      return copy(durable);
    }

    Content twin(IdentityHashMap<Content, Content> twins) {
      return twins.computeIfAbsent(
          this,
          it -> {
            Content twin = copy(it.bytes);
            twin.durable = it.durable.clone();
            twin.dirty.addAll(it.dirty);
            return twin;
          });
    }

    static Content copy(byte[] bytes) {
      var copy = new Content();
      copy.bytes = bytes.clone();
      copy.durable = bytes.clone();
      return copy;
    }
  }

  /// From the given operation on, counted from now, all fail: the power is gone.
  public synchronized void failPowerAfter(long count) {
    powerFailure = operations + count;
  }

  /// Whether the power is gone.
  public synchronized boolean isOff() {
    return operations >= powerFailure;
  }

  /// A write fails, counted from now, after half of it.
  public synchronized void failWriteAfter(long count) {
    failingWrite = writes + count;
  }

  /// A force fails, counted from now. Later ones succeed, as on Linux, and prove nothing.
  public synchronized void failForceAfter(long count) {
    failingForce = forces + count;
  }

  /// From now on each force fails of a file whose name ends so.
  public synchronized void failForcesOf(String ending) {
    failingForcesOf = ending;
  }

  /// What the disk owes is taken for done, as Linux does after a force that failed.
  public synchronized void forgetWhatIsDirty() {
    names.values().forEach(it -> it.dirty.clear());
  }

  /// Has every force wait for [#resume].
  public synchronized void stall() {
    stalled = true;
  }

  public synchronized void resume() {
    stalled = false;
    notifyAll();
  }

  /// Leaves so much room and no more.
  public synchronized void leaveRoom(long bytes) {
    capacity = used() + bytes;
  }

  /// How many writes have found no room.
  public synchronized int refusals() {
    return refusals;
  }

  @Override
  public synchronized long roomAt(Path file) {
    return capacity - used();
  }

  /// What the disk holds when the power is back.
  public synchronized FaultyStorage crash(RandomGenerator random) {
    var after = new FaultyStorage();
    for (Renaming change : unforced) {
      if (random.nextBoolean()) {
        change.apply(durableNames);
      }
    }
    durableNames.forEach((name, content) -> {
      if (!name.startsWith(MADE)) {
        after.put(name, content.afterCrash(random));
      }
    });
    return after;
  }

  /// An equal disk in good health.
  public synchronized FaultyStorage copy() {
    var copy = new FaultyStorage();
    names.forEach((name, content) -> copy.put(name, Content.copy(content.bytes)));
    return copy;
  }

  /// An equal disk, with what has not been forced on it.
  public synchronized FaultyStorage copyUnforced() {
    var copy = new FaultyStorage();
    var contents = new IdentityHashMap<Content, Content>();
    names.forEach((name, it) -> copy.names.put(name, it.twin(contents)));
    durableNames.forEach((name, it) -> copy.durableNames.put(name, it.twin(contents)));
    copy.unforced.addAll(unforced);
    return copy;
  }

  private void put(Path name, Content content) {
    names.put(name, content);
    durableNames.put(name, content);
  }

  /// All files with their sizes.
  public synchronized SortedMap<Path, Integer> files() {
    SortedMap<Path, Integer> files = new TreeMap<>();
    names.forEach((name, content) -> files.put(name, content.bytes.length));
    return files;
  }

  /// Changes bits of one byte, by and by as disks do.
  public synchronized void rot(Path file, int offset, int bits) {
    names.get(file).bytes[offset] ^= (byte) bits;
  }

  public synchronized byte[] bytes(Path file) {
    return names.get(file).bytes.clone();
  }

  public synchronized void truncate(Path file, int size) {
    Content content = names.get(file);
    content.bytes = Arrays.copyOf(content.bytes, size);
  }

  private long used() {
    return names.values().stream().mapToLong(it -> it.bytes.length).sum();
  }

  private void operate() throws IOException {
    if (operations >= powerFailure) {
      throw new IOException("the power is gone");
    }
    operations++;
  }

  private void awaitResume() throws IOException {
    try {
      while (stalled) {
        wait();
        if (isOff()) {
          throw new IOException("the power is gone");
        }
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public synchronized StoredFile open(Path file) throws IOException {
    operate();
    if (!names.containsKey(file)) {
      var content = new Content();
      names.put(file, content);
      // That a file is there becomes durable with the directory, or with the name it gets later.
      unforced.add(new Renaming(MADE.resolve(String.valueOf(operations)), List.of(file)));
      durableNames.put(unforced.getLast().from(), content);
    }
    return new OpenFile(file, names.get(file));
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    operate();
    change(new Renaming(from, List.of(to)));
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    operate();
    change(new Renaming(file, List.of()));
  }

  private void change(Renaming change) throws IOException {
    if (!names.containsKey(change.from())) {
      throw new FileNotFoundException(change.from().toString());
    }
    change.apply(names);
    unforced.add(change);
  }

  @Override
  public synchronized List<String> list(Path directory) throws IOException {
    operate();
    return names.keySet().stream()
        .filter(it -> directory.equals(it.getParent()))
        .map(it -> it.getFileName().toString())
        .toList();
  }

  @Override
  public synchronized void createDirectory(Path directory) throws IOException {
    operate();
  }

  @Override
  public synchronized void forceDirectory(Path directory) throws IOException {
    operate();
    unforced.forEach(it -> it.apply(durableNames));
    unforced.clear();
    Check.that(durableNames.keySet().equals(names.keySet()), "one directory is in use");
  }

  @Override
  public synchronized Closeable lock(Path file) throws IOException {
    operate();
    if (!locked.add(file)) {
      throw new IOException(file.getParent() + " is in use by process 1");
    }
    return () -> {
      synchronized (this) {
        locked.remove(file);
      }
    };
  }

  private final class OpenFile implements StoredFile {

    private final Path path;
    private final Content content;

    OpenFile(Path path, Content content) {
      this.path = path;
      this.content = content;
    }

    @Override
    public long size() throws IOException {
      synchronized (FaultyStorage.this) {
        operate();
        return content.bytes.length;
      }
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      synchronized (FaultyStorage.this) {
        operate();
        int length = Math.clamp(content.bytes.length - position, 0, into.remaining());
        into.put(content.bytes, (int) Math.min(position, content.bytes.length), length);
        return length;
      }
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      synchronized (FaultyStorage.this) {
        operate();
        long growth = Math.max(0, position + from.remaining() - content.bytes.length);
        long free = capacity - used();
        if (growth > free) {
          refusals++;
          throw new DiskFullException(path, "the test's disk", growth, free);
        }
        if (writes++ == failingWrite) {
          content.write(from.slice(from.position(), from.remaining() / 2), (int) position);
          throw new IOException(path + ": Input/output error");
        }
        content.write(from, (int) position);
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (FaultyStorage.this) {
        operate();
        awaitResume();
        if (forces++ == failingForce || path.toString().endsWith(failingForcesOf)) {
          throw new IOException(path + ": Input/output error at a force");
        }
        content.force();
      }
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }
}
