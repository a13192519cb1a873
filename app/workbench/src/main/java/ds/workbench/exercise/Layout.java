package ds.workbench.exercise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The project that a learner starts from: sources, a `pom.xml` that names the libraries beside it,
/// and a class that runs one test in the IDE's own process, for its debugger.
final class Layout {

  /// What a solution and its rerun need of us.
  private static final List<String> LIBRARIES =
      List.of("ds-core", "ds-lab", "ds-protocols", "ds-exercises", "jspecify");

  private static final Pattern LINK_INTO_HOUSE = Pattern.compile("\\[([^]]*)]\\((\\.\\./)[^)]*\\)");

  private final Workplace workplace;
  private final Path folder;

  Layout(Workplace workplace) {
    this.workplace = workplace;
    this.folder = workplace.folder();
  }

  /// Writes what is not there yet.
  void write() throws IOException {
    for (Map.Entry<String, String> each : workplace.material().skeleton().entrySet()) {
      write(folder.resolve("src/main/java").resolve(each.getKey()), each.getValue());
    }
    List<String> jars = copyLibraries();
    write(folder.resolve("pom.xml"), pom(jars));
    write(folder.resolve("src/test/java/Rerun.java"), rerun());
    write(folder.resolve(".gitignore"), "target/\n.idea/\n*.iml\n.vscode/\n.settings/\n");
    String handout = Files.readString(workplace.material().folder().resolve("README.md"));
    write(folder.resolve("README.md"), LINK_INTO_HOUSE.matcher(handout).replaceAll("$1"));
    copyFigures(workplace.material().folder().resolve("figures"));
  }

  /// What the handout shows.
  private void copyFigures(Path figures) throws IOException {
    if (!Files.isDirectory(figures)) {
      return;
    }
    try (Stream<Path> files = Files.list(figures)) {
      for (Path figure : files.sorted().toList()) {
        Path copy = folder.resolve("figures").resolve(figure.getFileName());
        Files.createDirectories(copy.getParent());
        if (!Files.exists(copy)) {
          Files.copy(figure, copy);
        }
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    if (!Files.exists(file)) {
      Files.writeString(file, text);
    }
  }

  /// The jars that this program runs from, so that the project needs no repository.
  private List<String> copyLibraries() throws IOException {
    Path own = Path.of(System.getProperty("java.class.path").split(":", 2)[0]).toAbsolutePath();
    Path target = folder.resolve("lib");
    List<String> copied = new ArrayList<>();
    if (!own.toString().endsWith(".jar")) {
      return copied; // run from class files, as our tests do
    }
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(own.getParent())) {
      for (Path jar : files.sorted().toList()) {
        String file = jar.getFileName().toString();
        if (LIBRARIES.stream().anyMatch(it -> file.startsWith(it + "-")) && file.endsWith(".jar")) {
          String plain = file.replaceFirst("-\\d.*", "") + ".jar";
          Files.copy(jar, target.resolve(plain), StandardCopyOption.REPLACE_EXISTING);
          copied.add(plain);
        }
      }
    }
    return copied;
  }

  private String pom(List<String> jars) {
    StringBuilder libraries = new StringBuilder();
    for (String jar : jars) {
      String name = jar.substring(0, jar.length() - ".jar".length());
      libraries.append(
          """
              <dependency>
                <groupId>ds</groupId>
                <artifactId>%s</artifactId>
                <version>1</version>
                <scope>system</scope>
                <systemPath>${project.basedir}/lib/%s</systemPath>
              </dependency>
          """
              .formatted(name, jar));
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <project xmlns="http://maven.apache.org/POM/4.0.0"
             xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
             xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 https://maven.apache.org/xsd/maven-4.0.0.xsd">
      <modelVersion>4.0.0</modelVersion>
      <groupId>learner</groupId>
      <artifactId>%s</artifactId>
      <version>1</version>
      <properties>
        <maven.compiler.release>25</maven.compiler.release>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
      </properties>
      <dependencies>
    %s  </dependencies>
    </project>
    """
        .formatted(workplace.exercise().name(), libraries);
  }

  private String rerun() {
    return """
    import ds.exercise.grading.Replay;

    /// Runs one test under one seed in this process: set a breakpoint in your class and debug this
    /// one. The same seed stops at the same place every time.
    ///
    /// Put in what './ds check %1$s' printed behind "replay:".
    class Rerun {

      public static void main(String[] arguments) {
        String test = arguments.length > 0 ? arguments[0] : "%2$s";
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Replay.of("%1$s", test, seed);
      }
    }
    """
        .formatted(workplace.exercise().name(), workplace.exercise().tests().getFirst().name());
  }
}
