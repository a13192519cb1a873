package ds.runtime.journal.log;

import ds.core.Check;
import ds.runtime.file.Pace;

/// The sizes of a log.
///
/// @param segmentBytes a file of the log. Large files are seldom switched, small ones are sooner
///   reclaimed
/// @param spares how many files are kept ready. Reclaimed ones are written over: the file system
///   need not find room for them again while a sync waits. With 0, every file grows as it is filled
/// @param pace how fast a new file is filled with zeros
public record LogSettings(int segmentBytes, int spares, Pace pace) {

  public LogSettings {
    Check.that(segmentBytes >= 1 << 14, "a segment has room for more than its header");
    Check.that(segmentBytes <= 1 << 30, "a place in a segment fits into 30 bits");
    Check.that(segmentBytes % Frame.ALIGNMENT == 0, "frames end where segments do");
    Check.that(spares >= 0, "there are no fewer spares than none");
  }

  /// The largest payload that a segment can take.
  public int recordBytesMax() {
    return segmentBytes
        - Segment.FRAMES_AT
        - 2 * Frame.HEADER_BYTES
        - Frame.RECORD_HEADER_BYTES
        - Frame.ALIGNMENT;
  }
}
