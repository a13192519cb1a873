package ds.runtime.recorder;

import ds.core.Node;
import ds.core.NodeId;
import ds.runtime.file.Storage;
import ds.runtime.file.UnforcedStorage;
import ds.runtime.recorder.form.Origin;
import ds.runtime.recorder.form.Script;
import ds.runtime.recorder.form.Shelf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Records what happens to the nodes of a process, for as long as that costs nobody anything.
///
/// ```
/// Hosted<M> hosted = host.start(id, recorder.record(id, settings, node, script), kind);
/// ```
///
/// A recording that cannot go on, for its disk is full or too slow, ends with one warning in the
/// log. The nodes go on.
public final class Recorder implements Closeable {

  /// Between two looks at what waits. Nobody wakes the recorder: that would take longer than to lay
  /// a step down.
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(5);

  private final Shelf shelf;
  private final Storage storage;
  private final RecorderSettings settings;
  private final List<Reel> reels = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean isClosing;

  private Recorder(Path directory, RecorderSettings settings, Storage storage) {
    this.shelf = new Shelf(directory, storage);
    this.storage = storage;
    this.settings = settings;
    this.thread = Thread.ofPlatform().name("recorder").daemon().unstarted(this::work);
  }

  /// A recorder that keeps what it records in a directory, beside what others have recorded there.
  ///
  /// @param files how the directory is reached
  public static Recorder open(Path directory, RecorderSettings settings, Storage files)
      throws IOException {
    var storage = new UnforcedStorage(files);
    storage.createDirectory(directory);
    var recorder = new Recorder(directory, settings, storage);
    recorder.thread.start();
    return recorder;
  }

  /// Begins to record a node that has not been started yet.
  ///
  /// @param made with what the node was made, from which a replay makes an equal one
  /// @return the node to be started in its place
  public <M> Node<M> record(NodeId id, byte[] made, Node<M> node, Script<M> script)
      throws IOException {
    long epoch = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    var origin = new Origin(script.system(), id.name(), made, script.shapes(), epoch);
    Reel reel = Reel.begin(shelf, storage, settings, origin);
    reels.add(reel);
    return new Taped<>(node, script, reel.tape());
  }

  /// A node whose steps somebody sees as they are taken, recorded or not.
  ///
  /// @return the node to be started in its place
  public static <M> Node<M> watched(Node<M> node, Onlooker<M> onlooker) {
    return new Watched<>(node, onlooker);
  }

  /// Whether everything is being recorded that should be.
  public boolean isRecording() {
    return reels.stream().noneMatch(Reel::isOver);
  }

  /// How many bytes are kept on the disk, about.
  public long bytes() {
    return reels.stream().mapToLong(Reel::bytes).sum();
  }

  private void work() {
    while (!isClosing) {
      boolean isBusy = false;
      for (Reel reel : reels) {
        isBusy |= reel.tend();
      }
      if (!isBusy) {
        LockSupport.parkNanos(LOOK);
      }
    }
  }

  /// Writes what has been recorded so far, and ends. The nodes must have ended before.
  @Override
  public void close() {
    isClosing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return; // the end of the recording is torn, as by a crash
    }
    for (Reel reel : reels) {
      reel.tend();
      reel.close();
    }
  }
}
