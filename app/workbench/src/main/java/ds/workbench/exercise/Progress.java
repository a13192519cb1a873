package ds.workbench.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// How far a learner is: the points of each test that was checked last, where it failed, and how
/// many hints were given. Kept in a file beside the sources, so it moves with them.
final class Progress {

  private static final String FILE = ".progress";
  private static final String FAILED = "failed";

  private final Path file;
  private final Map<String, String> entries = new TreeMap<>();

  private Progress(Path file) {
    this.file = file;
  }

  /// What is noted in a folder; nothing if the file is not there or makes no sense.
  static Progress in(Path folder) {
    Progress progress = new Progress(folder.resolve(FILE));
    if (Files.isRegularFile(progress.file)) {
      try {
        for (String line : Files.readAllLines(progress.file)) {
          int equals = line.indexOf('=');
          if (equals > 0) {
            progress.entries.put(line.substring(0, equals), line.substring(equals + 1));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return progress;
  }

  /// The points of a test when it was checked last; empty if it never was.
  OptionalInt points(String test) {
    return number("points." + test);
  }

  void setPoints(String test, int points) {
    entries.put("points." + test, Integer.toString(points));
  }

  /// The test that failed first in the last check; empty if none did.
  String failed() {
    return entries.getOrDefault(FAILED, "");
  }

  void setFailed(String test) {
    entries.put(FAILED, test);
  }

  /// How many hints for a test were given.
  int hints(String test) {
    return number("hints." + test).orElse(0);
  }

  void setHints(String test, int count) {
    entries.put("hints." + test, Integer.toString(count));
  }

  private OptionalInt number(String key) {
    String text = entries.getOrDefault(key, "");
    return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  /// Writes it down.
  void save() {
    List<String> lines = new ArrayList<>();
    entries.forEach((key, value) -> lines.add(key + "=" + value));
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("progress cannot be noted in " + file, e);
    }
  }
}
