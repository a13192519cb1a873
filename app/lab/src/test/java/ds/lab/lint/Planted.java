package ds.lab.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A source file with offences planted in it. A comment `// ^ …` says what the lint must find in
/// the line above; several of them may stand below each other.
record Planted(String name, String source) {

  private static final String MARK = "// ^ ";

  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  /// Opens the class path once for all tests.
  private static final JavaFileManager FILES = JAVAC.getStandardFileManager(null, null, null);

  /// The lint finds what `source` marks, and nothing else.
  static void refuses(String source) {
    var planted = new Planted("Offender", source);
    assertThat(planted.found()).containsExactlyInAnyOrderElementsOf(planted.expected());
  }

  /// What the lint must say: one finding per mark.
  List<String> expected() {
    List<String> expected = new ArrayList<>();
    List<String> lines = source.lines().toList();
    int planted = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith(MARK)) {
        expected.add(name + ".java:" + planted + ": " + line.substring(MARK.length()));
      } else {
        planted = i + 1;
      }
    }
    return expected;
  }

  /// What the lint says, shortened like the marks: kind, what is used, the remedy.
  List<String> found(String... options) {
    return Lint.check(compiled(options)).stream()
        .map(finding ->
            finding.file()
                + ":"
                + finding.line()
                + ": "
                + finding.kind()
                + " "
                + finding.used()
                + "; "
                + finding.remedy())
        .toList();
  }

  ClassFiles compiled(String... options) {
    try {
      Path folder = Files.createTempDirectory("planted");
      try {
        compile(folder, options);
        return ClassFiles.in(folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Path folder, String... options) {
    var file = SimpleJavaFileObject.forSource(URI.create("string:///" + name + ".java"), source);
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-d", folder.toString(), "-proc:none", "-nowarn"));
    all.addAll(List.of("-cp", System.getProperty("java.class.path")));
    var complaints = new StringWriter();
    var task = JAVAC.getTask(complaints, FILES, null, all, null, List.of(file));
    if (!task.call()) {
      throw new IllegalArgumentException(complaints.toString());
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes it) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, IOException e) throws IOException {
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
