package ds.runtime.file;

import java.io.IOException;
import java.nio.file.Path;

/// There was no room for a write.
public final class DiskFullException extends IOException {

  private static final long serialVersionUID = 1;

  /// @param disk the file system, as a person knows it
  public DiskFullException(Path file, String disk, long needed, long free) {
    super(
        "disk full: "
            + needed
            + " bytes were to be written to "
            + file
            + ", "
            + free
            + " bytes are free on "
            + disk
            + ", so "
            + Math.max(1, needed - free)
            + " are missing");
  }
}
