package ds.runtime.journal;

import ds.runtime.file.DiskFullException;
import java.io.IOException;

/// Is told what happens in a journal, on its threads; so it answers at once. Only a failure is told
/// on a thread of its own.
public interface JournalObserver {

  /// The disk has failed. It is said once, and nothing becomes durable any more: what was written
  /// last may be on the disk or not, and a process that goes on would have to guess. So it stops.
  void failed(IOException reason);

  /// One write and the force after it.
  ///
  /// @param bytes that were written
  /// @param nanos what both took
  default void synced(int bytes, long nanos) {}

  /// A checkpoint has become durable.
  ///
  /// @param bytes of its file
  default void checkpointed(String stream, long bytes, long nanos) {}

  /// The disk had no room for a compaction. Nothing is lost: the log stays longer than it should,
  /// until there is room for a later one, or none for the log.
  default void putOff(String stream, DiskFullException reason) {}

  /// The disk has so little room that the next file of the log is not made in advance. The log goes
  /// on as long as there is room for it. Said once, and again when there was room meanwhile.
  ///
  /// @param bytes of a file of the log
  default void cramped(long bytes) {}
}
