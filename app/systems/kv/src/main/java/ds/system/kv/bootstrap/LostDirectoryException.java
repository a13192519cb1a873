package ds.system.kv.bootstrap;

import java.io.IOException;

/// A member was started before, as others know, and its directory holds nothing of it.
public final class LostDirectoryException extends IOException {

  private static final long serialVersionUID = 1;

  LostDirectoryException(String message) {
    super(message);
  }
}
