package ds.runtime.file;

import ds.core.Check;

/// How fast a large file is written beside a log that others wait for.
///
/// A disk serves a sync only after much of what was handed to it before. So the file is forced in
/// slices, and a sync of the log waits behind one slice at most instead of behind all of it.
///
/// @param sliceBytes what is written between two forces
/// @param bytesPerSecond the rate at most, over many slices
public record Pace(int sliceBytes, long bytesPerSecond) {

  public Pace {
    Check.that(sliceBytes > 0, "a slice is not empty");
    Check.that(bytesPerSecond > 0, "a pace is not zero");
  }
}
