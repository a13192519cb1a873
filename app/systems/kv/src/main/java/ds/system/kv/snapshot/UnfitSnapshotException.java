package ds.system.kv.snapshot;

import java.io.IOException;
import java.nio.file.Path;

/// A file that no cluster can be restored from. The message says which and why.
public final class UnfitSnapshotException extends IOException {

  private static final long serialVersionUID = 1L;

  UnfitSnapshotException(Path file, String why) {
    super(file + " " + why);
  }

  UnfitSnapshotException(Path file, String why, Throwable cause) {
    super(file + " " + why, cause);
  }
}
