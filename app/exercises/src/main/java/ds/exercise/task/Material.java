package ds.exercise.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The folder of an exercise: `README.md`, the handout; `hints.md`; `skeleton/`, what a learner
/// starts from; `solution/`, which every test must let pass; `bugs/`, changes of the solution of
/// which every one must be caught.
///
/// @param folder `app/exercises/ping`
public record Material(Path folder) {

  /// @param root of the repository
  public static Material of(Path root, String exercise) {
    return new Material(root.resolve("app").resolve("exercises").resolve(exercise));
  }

  public Handout handout() {
    return Handout.parse(read(folder.resolve("README.md")));
  }

  public Hints hints() {
    return Hints.parse(read(folder.resolve("hints.md")));
  }

  /// What a learner starts from, by path below the source folder.
  public SortedMap<String, String> skeleton() {
    return sources(folder.resolve("skeleton"));
  }

  public SortedMap<String, String> solution() {
    return sources(folder.resolve("solution"));
  }

  /// Another answer that is right too; empty if there is none.
  public SortedMap<String, String> alternative() {
    return sources(folder.resolve("alternative"));
  }

  /// The bug bank, by name.
  ///
  /// @throws IllegalArgumentException if one of them cannot be read
  public List<Bug> bugs() {
    List<Bug> bugs = new ArrayList<>();
    files(folder.resolve("bugs"), ".txt")
        .forEach((path, text) -> bugs.add(Bug.parse(path.substring(0, path.length() - 4), text)));
    return bugs;
  }

  /// All Java sources in and below a folder, by path below it.
  ///
  /// @throws UncheckedIOException if one of them cannot be read as UTF-8
  public static SortedMap<String, String> sources(Path folder) {
    return files(folder, ".java");
  }

  private static SortedMap<String, String> files(Path folder, String suffix) {
    SortedMap<String, String> files = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (path.toString().endsWith(suffix) && Files.isRegularFile(path)) {
          files.put(folder.relativize(path).toString().replace('\\', '/'), read(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
    return files;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
