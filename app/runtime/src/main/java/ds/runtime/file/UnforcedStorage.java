package ds.runtime.file;

import java.io.IOException;
import java.nio.file.Path;

/// Files for which nobody makes the disk work: what is written survives the end of the process, but
/// not always that of the machine. For what is good to have, beside a log that others wait for.
public final class UnforcedStorage extends ForwardingStorage {

  /// @param files where they are kept
  public UnforcedStorage(Storage files) {
    super(files);
  }

  @Override
  public StoredFile open(Path file) throws IOException {
    return new Unforced(super.open(file));
  }

  @Override
  public void forceDirectory(Path directory) {} // nobody waits for it

  private static final class Unforced extends ForwardingFile {

    Unforced(StoredFile file) {
      super(file);
    }

    @Override
    public void force() {} // nobody waits for it
  }
}
