package ds.workbench.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files of the repository.
final class House {

  private static final Set<String> NOT_OURS = Set.of(".git", ".ds", "target", "node_modules");

  private static final Set<String> LEARNERS = Set.of("src", "lib");

  /// As in `app/exercises/ping/src`.
  private static final int LEARNERS_DEPTH = 4;

  static final Path ROOT = root();

  private House() {}

  /// Maven runs tests in the folder of the room, other tools anywhere below the root.
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(".mvn/find-jdk.sh"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("started outside the repository");
    }
    return folder;
  }

  static List<SourceFile> sources() {
    return files(".java").stream().map(file -> SourceFile.of(file, text(file))).toList();
  }

  /// The files with a name that ends so, relative to the root and sorted.
  static List<Path> files(String ending) {
    var found = new ArrayList<Path>();
    try {
      Files.walkFileTree(ROOT, new Collector(ending, found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream().sorted().toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Collector extends SimpleFileVisitor<Path> {

    private final String ending;
    private final List<Path> found;

    private Collector(String ending, List<Path> found) {
      this.ending = ending;
      this.found = found;
    }

    /// What `./ds start` lays out beside a handout is a learner's own.
    private static boolean isLearners(Path folder) {
      Path place = ROOT.relativize(folder);
      return place.startsWith("app/exercises")
          && place.getNameCount() == LEARNERS_DEPTH
          && LEARNERS.contains(folder.getFileName().toString());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return NOT_OURS.contains(folder.getFileName().toString()) || isLearners(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.getFileName().toString().endsWith(ending)) {
        found.add(ROOT.relativize(file));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
