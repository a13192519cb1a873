package ds.runtime.recorder;

import ds.runtime.journal.log.FrameBuilder;
import ds.runtime.journal.log.Log;
import ds.runtime.journal.log.Payload;
import ds.runtime.journal.log.RecordKind;
import ds.runtime.recorder.form.EntryKind;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The way of entries from a node's loop to its files: the loop lays them into frames, the
/// recorder's thread takes the frames away and writes them.
final class Tape implements Closeable {

  /// What is written at once when much waits, and kept of a buffer when little does.
  private static final int FRAME_BYTES = 1 << 18;

  /// For how long a start may be held up by a disk.
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(1);

  /// Who sees to it that the disk is not filled.
  interface Room {

    /// A frame is about to be written.
    ///
    /// @throws IOException if there is no room for it, whatever is given up
    void make() throws IOException;
  }

  private final Log log;
  private final RecorderSettings settings;
  private final Object lock = new Object();

  // Under the lock.
  private final Deque<FrameBuilder> full = new ArrayDeque<>();
  private final Deque<FrameBuilder> empty = new ArrayDeque<>();
  private FrameBuilder filling = new FrameBuilder();
  private long waiting;

  /// Why nothing more is taken, once that is so.
  private Optional<String> trouble = Optional.empty();

  private volatile boolean isOver;

  /// @param log which this tape closes
  Tape(Log log, RecorderSettings settings) {
    this.log = log;
    this.settings = settings;
  }

  /// Whether there is no use in further entries.
  boolean isOver() {
    return isOver;
  }

  /// How much there is on the disk, about.
  long bytes() {
    return log.size();
  }

  /// Takes an entry, without waiting for anybody. If there is no room for it, the recording ends
  /// before it. An entry that is too long for a record is laid down in parts.
  ///
  /// @param number of the step that it tells or belongs to
  void put(EntryKind kind, long number, byte[] bytes, int length) {
    synchronized (lock) {
      if (isOver || trouble.isPresent()) {
        return;
      }
      waiting += length;
      if (waiting > settings.bufferBytesMax()) {
        trouble = Optional.of("the disk is slower than what happens");
        return;
      }
      int partMax = settings.segmentBytes() / 4;
      int at = 0;
      for (; length - at > partMax; at += partMax) {
        add(EntryKind.PART, number, new Payload(bytes, at, partMax));
      }
      add(kind, number, new Payload(bytes, at, length - at));
    }
  }

  /// Does the same, but waits for room: for what is told before a node is at work.
  void putAndWait(EntryKind kind, long number, byte[] bytes, int length) {
    long begin = System.nanoTime();
    while (isCrowded() && System.nanoTime() - begin < PATIENCE) {
      LockSupport.parkNanos(LOOK);
    }
    put(kind, number, bytes, length);
  }

  /// Takes nothing more, for a reason.
  void spoil(String reason) {
    synchronized (lock) {
      trouble = trouble.or(() -> Optional.of(reason));
    }
  }

  private boolean isCrowded() {
    synchronized (lock) {
      return !isOver && trouble.isEmpty() && waiting > settings.bufferBytesMax() / 2;
    }
  }

  private void add(EntryKind kind, long number, Payload payload) {
    if (filling.length() + payload.length() > Math.min(FRAME_BYTES, settings.segmentBytes() / 4)
        && !filling.isEmpty()) {
      full.add(filling);
      filling = empty.isEmpty() ? new FrameBuilder() : empty.remove();
    }
    filling.add(RecordKind.APPENDED, kind.code(), number, payload, payload.checksum());
  }

  // What follows is called on the recorder's thread, or when that has ended.

  /// Writes what waits.
  ///
  /// @return whether anything did
  /// @throws IOException if it cannot be written, or if nothing more is taken: there is no use in
  ///   this tape then
  boolean drain(Room room) throws IOException {
    Deque<FrameBuilder> taken;
    Optional<String> reason;
    synchronized (lock) {
      taken = new ArrayDeque<>(full);
      full.clear();
      if (!filling.isEmpty()) {
        taken.add(filling);
        filling = empty.isEmpty() ? new FrameBuilder() : empty.remove();
      }
      waiting = 0;
      reason = trouble;
    }
    for (FrameBuilder frame : taken) {
      room.make();
      log.append(frame);
      frame.clear(FRAME_BYTES);
    }
    boolean isBusy = !taken.isEmpty();
    synchronized (lock) {
      while (empty.size() < 2 && !taken.isEmpty()) {
        empty.add(taken.remove());
      }
    }
    if (reason.isPresent()) {
      throw new IOException(reason.get());
    }
    return isBusy;
  }

  /// No further entries are taken.
  void end() {
    isOver = true;
  }

  @Override
  public void close() throws IOException {
    end();
    log.close();
  }
}
