package ds.workbench.site.excerpt;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A source file in which parts are found by name. The compiler's own parser finds them, so a brace
/// in a string misleads nobody.
final class Source {

  private final List<String> lines;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;

  private Source(List<String> lines, CompilationUnitTree unit, SourcePositions positions) {
    this.lines = lines;
    this.unit = unit;
    this.positions = positions;
  }

  static Source of(String file, String text) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var source = SimpleJavaFileObject.forSource(URI.create("string:///" + file), text);
    var task = (JavacTask) compiler.getTask(null, null, _ -> {}, null, null, List.of(source));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      return new Source(text.lines().toList(), unit, positions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The lines of a region or of the first part of this name, moved to the left.
  Optional<List<String>> code(String name) {
    return region(name).or(() -> part(name)).map(Source::movedLeft);
  }

  private Optional<List<String>> region(String name) {
    int first = line("// region " + name, 0);
    int end = line("// endregion", Math.max(first, 0));
    return first < 0 || end < 0 ? Optional.empty() : Optional.of(lines.subList(first + 1, end));
  }

  private int line(String stripped, int from) {
    return IntStream.range(from, lines.size())
        .filter(i -> lines.get(i).strip().equals(stripped))
        .findFirst()
        .orElse(-1);
  }

  private Optional<List<String>> part(String name) {
    Finder finder = new Finder(name);
    finder.scan(unit, null);
    return Optional.ofNullable(finder.found).map(this::linesOf);
  }

  /// With what is said of it above.
  private List<String> linesOf(Tree part) {
    int first = lineAt(positions.getStartPosition(unit, part)) - 1;
    int last = lineAt(positions.getEndPosition(unit, part) - 1);
    while (first > 0 && lines.get(first - 1).strip().startsWith("///")) {
      first--;
    }
    return lines.subList(first, last);
  }

  private int lineAt(long position) {
    return (int) unit.getLineMap().getLineNumber(position);
  }

  private static List<String> movedLeft(List<String> code) {
    int indent =
        code.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return code.stream().map(line -> line.isBlank() ? "" : line.substring(indent)).toList();
  }

  private static final class Finder extends TreeScanner<Void, Void> {

    private final String name;
    private @Nullable Tree found;

    private Finder(String name) {
      this.name = name;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, Void nothing) {
      if (found == null && type.getSimpleName().contentEquals(name)) {
        found = type;
      }
      return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, Void nothing) {
      if (found == null && method.getName().contentEquals(name)) {
        found = method;
      }
      return super.visitMethod(method, null);
    }
  }
}
