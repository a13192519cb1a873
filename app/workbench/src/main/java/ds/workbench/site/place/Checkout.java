package ds.workbench.site.place;

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
import java.util.stream.Stream;

/// The files of the repository. Every name is a path from its root, with forward slashes.
public final class Checkout {

  /// What a build or an editor leaves, and folders in which no page of the site is looked for: a
  /// learner's own work lies in `src` and `lib` beside a handout.
  private static final Set<String> PASSED = Set.of("target", "node_modules", "src", "lib");

  private final Path root;

  public Checkout(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /// The repository that the launcher belongs to.
  public static Checkout here() {
    return new Checkout(Path.of(System.getProperty("ds.root", ".")));
  }

  public Path root() {
    return root;
  }

  /// The Markdown that becomes pages: what lies at the top, the chapters, the case studies, and the
  /// first page of each folder of `app/`.
  public List<String> pages() {
    List<String> found = new ArrayList<>();
    try {
      Files.walkFileTree(root, new Collector(found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream().filter(Checkout::isPage).sorted().toList();
  }

  private static boolean isPage(String file) {
    return !file.contains("/")
        || file.startsWith("reference/")
        || file.startsWith("research/")
        || (file.startsWith("app/") && file.endsWith("/README.md"));
  }

  public boolean isFile(String name) {
    return Files.isRegularFile(path(name));
  }

  public boolean isFolder(String name) {
    return Files.isDirectory(path(name));
  }

  public String text(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] bytes(String name) {
    try {
      return Files.readAllBytes(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(String name, String text) throws IOException {
    Files.writeString(path(name), text);
  }

  /// The names in a folder, of files and folders, sorted; those of folders end with a slash.
  public List<String> list(String folder) {
    try (Stream<Path> inside = Files.list(path(folder))) {
      return inside
          .filter(it -> !it.getFileName().toString().startsWith("."))
          .map(it -> it.getFileName() + (Files.isDirectory(it) ? "/" : ""))
          .filter(it -> !it.equals("target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Links may climb with `..`, but never out of the repository.
  private Path path(String name) {
    Path path = root.resolve(name).normalize();
    return path.startsWith(root) ? path : root.resolve("no such file");
  }

  private final class Collector extends SimpleFileVisitor<Path> {

    private final List<String> found;

    private Collector(List<String> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName().toString();
      boolean isPassed = PASSED.contains(name) || name.startsWith(".");
      return isPassed && !folder.equals(root)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.toString().endsWith(".md")) {
        found.add(root.relativize(file).toString().replace('\\', '/'));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
