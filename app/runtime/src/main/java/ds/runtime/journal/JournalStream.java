package ds.runtime.journal;

import ds.core.Check;
import ds.runtime.journal.log.Payload;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/// The records of one node in a journal.
///
/// First [#recover], then append; both may happen on any thread. Records are numbered from 0 on,
/// and keep their numbers for ever.
public final class JournalStream {

  private final int id;
  private final String name;
  private final Journal journal;
  private final Device device;
  private volatile Optional<Recovered> recovered;
  private volatile long next;

  /// The first record that is needed, as checkpoints have been asked for.
  private long keptFrom;

  /// The same, as it is durable.
  private volatile long floor;

  private long checkpoints;

  JournalStream(int id, String name, Journal journal, Device device, Recovered recovered) {
    this.id = id;
    this.name = name;
    this.journal = journal;
    this.device = device;
    this.recovered = Optional.of(recovered);
    this.next = recovered.next();
    this.keptFrom = recovered.floor();
    this.floor = recovered.floor();
    this.checkpoints = recovered.checkpoints();
  }

  public String name() {
    return name;
  }

  int id() {
    return id;
  }

  /// What a restart has left: the pieces of the newest checkpoint, then the records from its
  /// `keepFrom` on. It is read from the disk while it is iterated, any number of times, and throws
  /// [java.io.UncheckedIOException] if the disk no longer holds what it did.
  public Iterable<byte[]> recover() {
    Check.that(recovered.isPresent(), "a stream is recovered before it is appended to");
    return journal.read(recovered.get());
  }

  /// Says that recovery is over. The first append says it too; a stream that is not appended to
  /// should say it itself, because until then the files that hold its records stay as they are.
  public void release() {
    if (recovered.isPresent()) {
      recovered = Optional.empty();
    }
  }

  boolean isReleased() {
    return recovered.isEmpty();
  }

  /// The number that the next record gets.
  public long next() {
    return next;
  }

  /// Called by the device, which lets in one at a time.
  long take() {
    long sequence = next;
    next = sequence + 1;
    return sequence;
  }

  /// Copies a record to what is written next, and never waits. It is durable when a later [#sync]
  /// says so. It is accepted even if the journal is full: half a step must not be lost. Whoever
  /// takes on new work asks [#isFull] before.
  ///
  /// @return the number of the record
  public long append(byte[] bytes, int offset, int length) {
    release();
    return device.append(this, new Payload(bytes, offset, length));
  }

  /// Runs `durable` when everything is durable that was appended before, to any stream. Calls come
  /// in the order of the syncs, on the journal's thread, and must be short.
  public void sync(Runnable durable) {
    device.sync(durable);
  }

  /// Waits until everything is durable that was appended before, to any stream.
  ///
  /// @throws IOException if the disk fails before
  public void awaitDurable() throws IOException {
    device.awaitDurable();
  }

  /// Replaces what [#recover] will find by `pieces` and the records from `keepFrom` on.
  ///
  /// The pieces are pulled on another thread, which writes them to a file beside; meanwhile appends
  /// go on. Until `durable` is run, a restart finds the old checkpoint and all records after it,
  /// those among them that were appended meanwhile. Checkpoints are written one after the other, in
  /// the order in which they were asked for.
  ///
  /// @param keepFrom the number of the first record to keep, at most [#next]. What an earlier
  ///   checkpoint gave up stays so
  /// @param durable run like that of [#sync]
  public void checkpoint(Iterator<byte[]> pieces, long keepFrom, Runnable durable) {
    journal.checkpoint(this, order(keepFrom), pieces, durable);
  }

  /// Does what [#checkpoint] does, for pieces that say nothing which the records do not say as
  /// well. Nobody hears when it is done, and it is given up if the disk has no room for it, or if
  /// another one is asked for before it is begun.
  public void compact(Iterator<byte[]> pieces, long keepFrom) {
    journal.compact(this, order(keepFrom), pieces);
  }

  private Checkpoint.Order order(long keepFrom) {
    release();
    Check.that(keepFrom <= next, "only records that were appended are kept");
    keptFrom = Math.max(keptFrom, keepFrom);
    checkpoints++;
    return new Checkpoint.Order(checkpoints, keptFrom);
  }

  /// Whether so much waits for the disk that no new work should be taken on.
  public boolean isFull() {
    return device.isFull();
  }

  /// Records before it are not needed any more.
  long floor() {
    return floor;
  }

  void reclaimBefore(long keepFrom) {
    floor = keepFrom;
  }
}
