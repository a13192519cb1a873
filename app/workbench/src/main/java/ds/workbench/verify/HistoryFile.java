package ds.workbench.verify;

import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The lines of a file that somebody else wrote.
final class HistoryFile {

  /// A file is held in memory while it is judged; a larger history is beyond any judge anyway.
  private static final long BYTES_MAX = 1L << 30;

  private HistoryFile() {}

  static List<String> lines(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw Complaint.of(Exit.MISSING, file + " is a folder", "expected a file with a history");
      }
      if (Files.size(file) > BYTES_MAX) {
        throw Complaint.of(Exit.MALFORMED, file + " is larger than 1 GiB", "expected a part of it");
      }
      return decode(file, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw Complaint.of(Exit.MISSING, "no file " + file, "expected a history");
    } catch (IOException e) {
      throw Complaint.of(
          Exit.MISSING, "cannot read " + file + " (" + e.getMessage() + ")", "expected a history");
    }
  }

  private static List<String> decode(Path file, byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(rest).toString().lines().toList();
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < rest.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw Complaint.of(
          Exit.MALFORMED, file + ":" + line + ": found bytes that are no text", "expected UTF-8");
    }
  }
}
