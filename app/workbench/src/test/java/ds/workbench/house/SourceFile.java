package ds.workbench.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// One Java source, as text and as a syntax tree.
///
/// @param path from the root of the repository, with forward slashes
record SourceFile(Path path, String text, CompilationUnitTree unit, SourcePositions positions) {

  private static final Pattern MAIN = Pattern.compile("app/[^/]+(/[^/]+)?/src/main/");

  static SourceFile of(Path path, String text) {
    var source = SimpleJavaFileObject.forSource(URI.create("string:///" + path), text);
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task = (JavacTask) compiler.getTask(null, null, _ -> {}, null, null, List.of(source));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      return new SourceFile(path, text, unit, Trees.instance(task).getSourcePositions());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    return text.lines().toList();
  }

  /// The room of the house that the file lies in, such as `core`.
  String room() {
    return path.getName(1).toString();
  }

  /// Whether it is what a room is made of, not what tries it. Systems have a folder each within
  /// their room.
  boolean isMain() {
    return MAIN.matcher(path.toString()).lookingAt();
  }

  boolean isPackageOpening() {
    return path.endsWith("package-info.java");
  }

  String packageName() {
    return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
  }

  long firstLineOf(Tree tree) {
    return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
  }

  long lastLineOf(Tree tree) {
    return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree) - 1);
  }

  Offence offence(Tree tree, String what) {
    return new Offence(path, firstLineOf(tree), what);
  }
}
