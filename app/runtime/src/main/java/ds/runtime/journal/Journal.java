package ds.runtime.journal;

import ds.runtime.file.DiskFullException;
import ds.runtime.file.Storage;
import ds.runtime.journal.log.Log;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The one log of a process, shared by the nodes that live in it. Each has a [JournalStream] of its
/// own; all are written and forced together. A journal owns a directory.
public final class Journal implements Closeable {

  private static final String LOCK = "LOCK";

  private final Path directory;
  private final JournalSettings settings;
  private final Storage storage;
  private final JournalObserver observer;
  private final Closeable ownership;
  private final Catalogue catalogue;
  private final Map<Integer, JournalStream> streams = new ConcurrentHashMap<>();

  /// The newest of each stream.
  private final Map<Integer, Checkpoint> checkpoints = new ConcurrentHashMap<>();

  /// How many bytes each of them takes.
  private final Map<Integer, Long> checkpointBytes = new ConcurrentHashMap<>();

  /// The last compaction that each stream has asked for.
  private final Map<Integer, Turn> turns = new ConcurrentHashMap<>();

  private final ExecutorService checkpointWriter =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("journal-checkpoint").daemon().factory());
  private final Log log;
  private final Device device;
  private final Keeper keeper;
  private volatile boolean closing;

  private Journal(
      Path directory,
      JournalSettings settings,
      Storage storage,
      JournalObserver observer,
      Closeable ownership)
      throws IOException {
    this.directory = directory;
    this.settings = settings;
    this.storage = storage;
    this.observer = observer;
    this.ownership = ownership;
    deleteUnfinished();
    this.catalogue = Catalogue.open(directory, storage);
    Map<Integer, Recovered> recovered = findCheckpoints();
    this.log =
        Log.open(
            directory,
            storage,
            settings.log(),
            (stream, sequence, place, _) -> {
              Recovered owner = recovered.get(stream);
              if (owner != null) {
                owner.record(sequence, place);
              }
            });
    this.device = new Device(log, settings, observer, this::segmentFilled);
    this.keeper = new Keeper(log, device, streams, observer);
    for (var named : catalogue.numbers().entrySet()) {
      int id = named.getValue();
      Recovered found = recovered.getOrDefault(id, new Recovered(Optional.empty()));
      found.demandAll(directory, named.getKey());
      streams.put(id, new JournalStream(id, named.getKey(), this, device, found));
    }
  }

  /// Opens the journal in a directory, or begins one there. All that is durable is checked, but for
  /// the pieces of checkpoints, which are checked when they are read.
  ///
  /// @throws ds.runtime.file.DamagedFileException if bytes have changed that were durable once
  /// @throws IOException if another process has it open, or the disk fails
  public static Journal open(
      Path directory, JournalSettings settings, Storage storage, JournalObserver observer)
      throws IOException {
    storage.createDirectory(directory);
    Closeable ownership = storage.lock(directory.resolve(LOCK));
    try {
      var journal = new Journal(directory, settings, storage, observer, ownership);
      journal.device.start();
      journal.keeper.start();
      return journal;
    } catch (IOException | RuntimeException e) {
      ownership.close();
      throw e;
    }
  }

  /// The first record of a stream, if there is one, looked up in a journal that is not open. It is
  /// for streams that never have a checkpoint, which may have taken its place. Only the files up to
  /// the record are read, and none is made or changed.
  ///
  /// @param directory exists
  /// @throws ds.runtime.file.DamagedFileException if bytes have changed on the way to it
  /// @throws IOException if a process has it open, or the disk fails
  public static Optional<byte[]> first(Path directory, Storage storage, String stream)
      throws IOException {
    if (Catalogue.find(directory, storage, stream).isEmpty()) {
      return Optional.empty();
    }
    try (Closeable _ = storage.lock(directory.resolve(LOCK))) {
      Optional<Integer> id = Catalogue.find(directory, storage, stream);
      return id.isPresent() ? Log.find(directory, storage, id.get(), 0) : Optional.empty();
    }
  }

  /// Whether anything was ever written to a stream, looked up in the same way.
  ///
  /// @throws IOException as [#first] does
  public static boolean isWritten(Path directory, Storage storage, String stream)
      throws IOException {
    Optional<Integer> id = Catalogue.find(directory, storage, stream);
    if (id.isEmpty()) {
      return false;
    }
    for (String name : storage.list(directory)) {
      if (Checkpoint.isName(name)
          && Checkpoint.open(directory.resolve(name), storage).stream() == id.get()) {
        return true;
      }
    }
    return first(directory, storage, stream).isPresent();
  }

  private void segmentFilled() {
    keeper.wake();
  }

  private void deleteUnfinished() throws IOException {
    for (String name : storage.list(directory)) {
      if (name.endsWith(Checkpoint.UNFINISHED)) {
        storage.delete(directory.resolve(name));
      }
    }
  }

  /// A crash may leave the last checkpoint but one, or one of a stream that was forgotten.
  private Map<Integer, Recovered> findCheckpoints() throws IOException {
    for (String name : storage.list(directory)) {
      if (Checkpoint.isName(name)) {
        Checkpoint found = Checkpoint.open(directory.resolve(name), storage);
        if (catalogue.numbers().containsValue(found.stream())) {
          replaceCheckpoint(found);
        } else {
          storage.delete(found.path());
        }
      }
    }
    for (var newest : checkpoints.entrySet()) {
      checkpointBytes.put(newest.getKey(), newest.getValue().size(storage));
    }
    Map<Integer, Recovered> recovered = new HashMap<>();
    for (int id : catalogue.numbers().values()) {
      recovered.put(id, new Recovered(Optional.ofNullable(checkpoints.get(id))));
    }
    return recovered;
  }

  private void replaceCheckpoint(Checkpoint checkpoint) throws IOException {
    Checkpoint old = checkpoints.get(checkpoint.stream());
    boolean isNewer = old == null || old.number() < checkpoint.number();
    if (isNewer) {
      checkpoints.put(checkpoint.stream(), checkpoint);
    }
    if (old != null) {
      storage.delete(isNewer ? old.path() : checkpoint.path());
    }
  }

  /// The stream of this name, begun if there is none yet. Waits for the disk then.
  public synchronized JournalStream stream(String name) throws IOException {
    Optional<JournalStream> known =
        catalogue.find(name).flatMap(id -> Optional.ofNullable(streams.get(id)));
    if (known.isPresent()) {
      return known.get();
    }
    int id = catalogue.add(name);
    var stream = new JournalStream(id, name, this, device, new Recovered(Optional.empty()));
    streams.put(id, stream);
    return stream;
  }

  /// The names of all streams, in alphabetical order.
  public synchronized List<String> streams() {
    return List.copyOf(catalogue.numbers().keySet());
  }

  /// Gives up a stream with all its records. Nobody may use it any more.
  public synchronized void forget(String name) throws IOException {
    Optional<Integer> known = catalogue.find(name);
    if (known.isEmpty()) {
      return;
    }
    catalogue.remove(name);
    streams.remove(known.get());
    checkpointBytes.remove(known.get());
    Checkpoint last = checkpoints.remove(known.get());
    if (last != null) {
      storage.delete(last.path());
    }
    keeper.wake();
  }

  /// How many bytes wait for the disk.
  public long pendingBytes() {
    return device.pendingBytes();
  }

  /// How many bytes the log takes on the disk.
  public long logBytes() {
    return log.size();
  }

  /// How many bytes the newest checkpoints take on the disk.
  public long checkpointBytes() {
    return checkpointBytes.values().stream().mapToLong(Long::longValue).sum();
  }

  Iterable<byte[]> read(Recovered recovered) {
    return recovered.read(storage, log);
  }

  /// Replaces what comes before it, a compaction that waits included. Whoever asks relies on it, so
  /// without room for it the disk has failed.
  void checkpoint(
      JournalStream stream, Checkpoint.Order order, Iterator<byte[]> pieces, Runnable durable) {
    Turn given = turns.remove(stream.id());
    if (given != null) {
      given.take();
    }
    CountDownLatch appended = appended();
    inTurn(
        stream,
        () -> {
          try {
            if (write(stream, of(stream, order), pieces, appended)) {
              device.sync(durable);
            }
          } catch (IOException e) {
            device.fail(e);
          }
        });
  }

  /// The same for what the records say as well: without room for it, they stay until another one
  /// finds some.
  void compact(JournalStream stream, Checkpoint.Order order, Iterator<byte[]> pieces) {
    var wanted = new Turn.Compaction(order, pieces, appended());
    Turn turn = turns.get(stream.id());
    if (turn == null || !turn.replace(wanted)) {
      var next = new Turn(wanted);
      turns.put(stream.id(), next);
      inTurn(stream, () -> next.take().ifPresent(it -> compact(stream, it)));
    }
  }

  private void compact(JournalStream stream, Turn.Compaction compaction) {
    try {
      write(stream, of(stream, compaction.order()), compaction.pieces(), compaction.appended());
    } catch (DiskFullException e) {
      putOff(stream, compaction.order(), e);
    } catch (IOException e) {
      device.fail(e);
    }
  }

  private void putOff(JournalStream stream, Checkpoint.Order order, DiskFullException reason) {
    try {
      of(stream, order).discard(storage);
      observer.putOff(stream.name(), reason);
      keeper.wake(); // there is room again for what was in want of it meanwhile
    } catch (IOException e) {
      e.addSuppressed(reason);
      device.fail(e);
    }
  }

  private Checkpoint of(JournalStream stream, Checkpoint.Order order) {
    return new Checkpoint(directory, stream.id(), order.number(), order.keepFrom());
  }

  /// Opens when all is durable that was appended so far.
  private CountDownLatch appended() {
    var appended = new CountDownLatch(1);
    device.sync(appended::countDown);
    return appended;
  }

  private void inTurn(JournalStream stream, Runnable writing) {
    checkpointWriter.execute(() -> {
      try {
        writing.run();
      } catch (RuntimeException | Error e) {
        device.fail(new IOException("a checkpoint of " + stream.name() + " has failed", e));
      }
    });
  }

  /// The file gets its name only when all is durable that was appended before: so writes become
  /// durable in their order, and no record is missing that the checkpoint counts on.
  ///
  /// @return whether it is durable, rather than given up because the journal is being closed
  private boolean write(
      JournalStream stream, Checkpoint checkpoint, Iterator<byte[]> pieces, CountDownLatch appended)
      throws IOException {
    long begin = System.nanoTime();
    long bytes =
        checkpoint.write(
            storage, pieces, settings.checkpointPace(), () -> !closing && !device.isDead());
    if (bytes == 0 || !device.await(appended)) {
      return false;
    }
    checkpoint.publish(storage);
    replaceCheckpoint(checkpoint);
    checkpointBytes.put(stream.id(), bytes);
    stream.reclaimBefore(checkpoint.keepFrom());
    observer.checkpointed(stream.name(), bytes, System.nanoTime() - begin);
    keeper.wake();
    return true;
  }

  /// A disk that refuses even this is left as by a crash: all that was promised is durable.
  private void endLog() {
    try {
      log.end();
    } catch (IOException _) {
      // Whoever starts next is told by its own first write.
    }
  }

  /// Makes durable what was appended, and lets the directory go. A checkpoint that is not complete
  /// is given up. From now on rot anywhere is told from a write that was torn.
  @Override
  public void close() throws IOException {
    closing = true;
    checkpointWriter.shutdown();
    try {
      checkpointWriter.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      keeper.close();
      device.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!device.isDead()) {
      endLog();
    }
    log.close();
    ownership.close();
  }
}
