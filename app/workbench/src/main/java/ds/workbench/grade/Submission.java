package ds.workbench.grade;

import ds.exercise.task.Exercise;
import ds.exercise.task.Material;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What one learner handed in.
///
/// @param name the folder's name
/// @param folder in which the exercise's package lies somewhere
record Submission(String name, Path folder) {

  /// How deep below the folder the package may lie: `src/main/java/raft` is four.
  private static final int DEPTH_MAX = 8;

  /// The sub-folders of a folder, or the folder itself if it is a single submission.
  static List<Submission> in(Path folder, Exercise<?> exercise) throws IOException {
    if (Files.isDirectory(folder.resolve("src"))
        || Files.isDirectory(folder.resolve(exercise.packageName()))) {
      return List.of(new Submission(folder.getFileName().toString(), folder));
    }
    List<Submission> submissions = new ArrayList<>();
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path each : folders.filter(Files::isDirectory).sorted().toList()) {
        String name = each.getFileName().toString();
        if (!name.startsWith(".")) {
          submissions.add(new Submission(name, each));
        }
      }
    }
    return submissions;
  }

  /// The sources of the exercise's package, by path below their source folder; empty if there are
  /// none.
  ///
  /// @throws UncheckedIOException if one of them cannot be read as UTF-8
  SortedMap<String, String> sources(Exercise<?> exercise) {
    SortedMap<String, String> sources = new TreeMap<>();
    root(exercise)
        .ifPresent(root -> {
          String prefix = exercise.packageName() + "/";
          Material.sources(root.resolve(exercise.packageName()))
              .forEach((path, text) -> sources.put(prefix + path, text));
        });
    return sources;
  }

  /// The first folder in which the package lies with a class that the exercise asks for.
  private Optional<Path> root(Exercise<?> exercise) {
    try (Stream<Path> places = Files.walk(folder, DEPTH_MAX)) {
      return places
          .filter(it -> it.getFileName().toString().equals(exercise.packageName()))
          .filter(it ->
              exercise.classes().stream()
                  .anyMatch(name -> Files.isRegularFile(it.resolve(name + ".java"))))
          .sorted()
          .findFirst()
          .map(Path::getParent);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
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
