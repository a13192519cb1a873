package ds.runtime.recorder;

import ds.core.Check;

/// The bounds of a recorder, each with its reason.
///
/// @param bytesMax what it keeps on the disk
/// @param segmentBytes a file of it: what is kept varies by one
/// @param bufferBytesMax of each node that may wait to be written. A disk that is slower than that
///   for long would have to be waited for, and nobody waits for a recording
public record RecorderSettings(long bytesMax, int segmentBytes, int bufferBytesMax) {

  private static final int MEGABYTE = 1 << 20;
  private static final int SEGMENT_BYTES_MAX = 16 * MEGABYTE;
  private static final int SEGMENT_BYTES_MIN = 1 << 16;

  /// Segments of which at least so many fit into the bound.
  private static final int SEGMENTS_MIN = 8;

  /// The least that is of use.
  public static final long BYTES_MIN = (long) SEGMENTS_MIN * SEGMENT_BYTES_MIN;

  /// A gigabyte is a week without load, and some minutes of as much of it as two cores can bear.
  public static final RecorderSettings DEFAULT = ofBytes(1024L * MEGABYTE);

  public RecorderSettings {
    Check.that(bytesMax >= segmentBytes, "a recording has room for a segment");
    Check.that(bufferBytesMax > 0, "a step may wait");
  }

  /// With all else fit to how much is kept.
  public static RecorderSettings ofBytes(long bytesMax) {
    Check.that(bytesMax >= BYTES_MIN, "a recording has room for some segments");
    int segment = (int) Math.min(SEGMENT_BYTES_MAX, bytesMax / SEGMENTS_MIN);
    return new RecorderSettings(bytesMax, segment & -SEGMENT_BYTES_MIN, 2 * SEGMENT_BYTES_MAX);
  }
}
