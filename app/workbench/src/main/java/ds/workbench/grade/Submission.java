package ds.workbench.grade;

import ds.exercise.task.Exercise;
import ds.exercise.task.Material;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// What one learner handed in.
///
/// @param name the name of the folder or the archive
/// @param place a folder or a zip archive in which the exercise's package lies somewhere
record Submission(String name, Path place) {

  /// How deep below the folder the package may lie: `src/main/java/raft` is four.
  private static final int DEPTH_MAX = 8;

  /// Nobody writes more than these by hand. A small archive may hold a large file.
  private static final int SOURCES_MAX = 200;

  private static final long BYTES_MAX = 4_000_000;

  private static final String ZIP = ".zip";

  /// The sub-folders and archives of a folder, or the folder itself if it is a single submission.
  static List<Submission> in(Path folder, Exercise<?> exercise) throws IOException {
    if (Files.isDirectory(folder.resolve("src"))
        || Files.isDirectory(folder.resolve(exercise.packageName()))) {
      return List.of(new Submission(folder.getFileName().toString(), folder));
    }
    List<Submission> submissions = new ArrayList<>();
    try (Stream<Path> places = Files.list(folder)) {
      for (Path place : places.filter(it -> !isHidden(it)).sorted().toList()) {
        String name = place.getFileName().toString();
        if (Files.isDirectory(place) || name.endsWith(ZIP)) {
          submissions.add(new Submission(name, place));
        }
      }
    }
    return submissions;
  }

  /// Files beside the submissions, of which somebody may have thought that they are some.
  static List<String> leftAside(Path folder) throws IOException {
    try (Stream<Path> places = Files.list(folder)) {
      return places
          .filter(it -> !isHidden(it) && !Files.isDirectory(it))
          .map(it -> it.getFileName().toString())
          .filter(it -> !it.endsWith(ZIP))
          .sorted()
          .toList();
    }
  }

  private static boolean isHidden(Path place) {
    return place.getFileName().toString().startsWith(".");
  }

  /// Whether the exercise's package is in it. What cannot be opened is of no exercise.
  boolean isOf(Exercise<?> exercise) {
    try {
      return within(folder -> root(folder, exercise).isPresent());
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// The sources of the exercise's package, by path below their source folder; empty if there are
  /// none.
  ///
  /// @throws UncheckedIOException saying what cannot be read
  SortedMap<String, String> sources(Exercise<?> exercise) {
    return within(folder -> {
      SortedMap<String, String> sources = new TreeMap<>();
      root(folder, exercise)
          .map(root -> root.resolve(exercise.packageName()))
          .ifPresent(home -> {
            checkBounds(home);
            String prefix = exercise.packageName() + "/";
            Material.sources(home).forEach((path, text) -> sources.put(prefix + path, text));
          });
      return sources;
    });
  }

  private <T> T within(Function<Path, T> look) {
    if (Files.isDirectory(place)) {
      return look.apply(place);
    }
    try (FileSystem zip = FileSystems.newFileSystem(place)) {
      return look.apply(zip.getPath("/"));
    } catch (IOException | ProviderNotFoundException e) {
      throw unreadable("the archive cannot be opened", e);
    }
  }

  /// A link could lead to somebody else's sources, or to the teacher's.
  private static void checkBounds(Path home) {
    long count = 0;
    long bytes = 0;
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isSymbolicLink(file)) {
          throw unreadable(file.getFileName() + " is a link", new IOException("not followed"));
        }
        if (file.toString().endsWith(".java")) {
          count++;
          bytes += Files.size(file);
        }
      }
    } catch (IOException e) {
      throw unreadable("the package cannot be listed", e);
    }
    if (count > SOURCES_MAX || bytes > BYTES_MAX) {
      throw unreadable(
          "there are " + count + " sources with " + bytes + " bytes",
          new IOException("at most " + SOURCES_MAX + " with " + BYTES_MAX + " are read"));
    }
  }

  private static UncheckedIOException unreadable(String what, Exception why) {
    return new UncheckedIOException(
        what, why instanceof IOException known ? known : new IOException(why));
  }

  /// The first folder in which the package lies with a class that the exercise asks for.
  private static Optional<Path> root(Path folder, Exercise<?> exercise) {
    try (Stream<Path> places = Files.walk(folder, DEPTH_MAX)) {
      return places
          .filter(it -> isNamed(it, exercise.packageName()))
          .filter(it ->
              exercise.classes().stream()
                  .anyMatch(name -> Files.isRegularFile(it.resolve(name + ".java"))))
          .sorted()
          .findFirst()
          .map(Path::getParent);
    } catch (IOException e) {
      throw unreadable("the folder cannot be listed", e);
    }
  }

  /// The root of an archive has no name.
  private static boolean isNamed(Path place, String name) {
    return place.getFileName() != null && place.getFileName().toString().equals(name);
  }

  /// What the sources are known by: equal ones get the same grade.
  static String fingerprint(Map<String, String> sources) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      sources.forEach((path, text) -> {
        digest.update((path.length() + path).getBytes(StandardCharsets.UTF_8));
        digest.update((text.length() + text).getBytes(StandardCharsets.UTF_8));
      });
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
