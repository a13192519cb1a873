package ds.runtime.file;

import java.io.IOException;
import java.nio.file.Path;

/// A file does not hold what was written to it. It is not used any further: whoever goes on with
/// the rest would break promises that it does not remember.
public final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1;

  /// @param expected what should stand there, in words
  public DamagedFileException(Path file, long offset, String expected) {
    super(file + " is damaged at offset " + offset + ": expected " + expected);
  }

  private DamagedFileException(String message) {
    super(message);
  }

  /// A file that must be there is not.
  ///
  /// @param sign how that is known, in words
  public static DamagedFileException missing(Path file, String sign) {
    return new DamagedFileException(file + " is missing: " + sign);
  }
}
