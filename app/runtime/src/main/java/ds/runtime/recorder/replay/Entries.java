package ds.runtime.recorder.replay;

import ds.runtime.file.DamagedFileException;
import ds.runtime.journal.log.LogView;
import ds.runtime.recorder.form.EntryKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/// The entries of a recording one after the other, those that were written in parts put together.
final class Entries {

  private final LogView log;
  private Optional<byte[]> joined = Optional.empty();

  Entries(LogView log) {
    this.log = log;
  }

  /// Goes on to the next entry. The end may be torn: an entry of which a part is missing is none.
  ///
  /// @return whether there is one
  boolean advance() throws IOException {
    if (!log.advance()) {
      return false;
    }
    joined = Optional.empty();
    return kind() != EntryKind.PART || join();
  }

  private boolean join() throws IOException {
    var parts = new ByteArrayOutputStream();
    while (kind() == EntryKind.PART) {
      parts.writeBytes(log.payload());
      if (!log.advance()) {
        return false;
      }
    }
    parts.writeBytes(log.payload());
    joined = Optional.of(parts.toByteArray());
    return true;
  }

  EntryKind kind() throws IOException {
    return EntryKind.of(log.stream())
        .orElseThrow(() -> damaged("an entry of a recording, and not one of a later version"));
  }

  byte[] bytes() throws IOException {
    return joined.isPresent() ? joined.get() : log.payload();
  }

  /// Says where the present entry is, and what is wrong with it.
  DamagedFileException damaged(String expected) {
    return log.damaged(expected);
  }
}
