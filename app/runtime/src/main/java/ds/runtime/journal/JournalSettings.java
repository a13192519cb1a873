package ds.runtime.journal;

import ds.core.Check;
import ds.runtime.file.Pace;
import ds.runtime.journal.log.LogSettings;

/// The bounds of a journal, each with its reason.
///
/// @param log the sizes of the files
/// @param frameBytesMax what is written and forced at once at most. At a few megabytes the time of
///   the force itself no longer counts, and more would only make the first of them wait
/// @param pendingBytesMax beyond it the journal is [full][JournalStream#isFull]: the memory that a
///   slow disk may take, and with it the time that a record may wait
/// @param recordBytesMax the largest record or piece of a checkpoint
/// @param checkpointPace how fast checkpoints are written beside the log
public record JournalSettings(
    LogSettings log,
    int frameBytesMax,
    long pendingBytesMax,
    int recordBytesMax,
    Pace checkpointPace) {

  private static final int MEGABYTE = 1 << 20;

  /// A quarter of a megabyte keeps a disk busy for about as long as a sync of the log does, so that
  /// waits little longer than otherwise. A gigabyte that is forced at once stands in its way for
  /// most of a second.
  private static final Pace PACE = new Pace(MEGABYTE / 4, 128 * MEGABYTE);

  public static final JournalSettings DEFAULT =
      new JournalSettings(
          new LogSettings(64 * MEGABYTE, 2, PACE),
          4 * MEGABYTE,
          64 * MEGABYTE,
          32 * MEGABYTE,
          PACE);

  public JournalSettings {
    Check.that(frameBytesMax > 0, "a frame has room");
    Check.that(frameBytesMax <= log.recordBytesMax(), "a frame fits into a segment");
    Check.that(recordBytesMax <= log.recordBytesMax(), "a record fits into a segment");
    Check.that(pendingBytesMax >= frameBytesMax, "a frame can be pending");
  }
}
