package ds.workbench.house;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Beauty is a cut tail: no file, method or line grows without end.
final class SizeRules {

  private static final int FILE_LINES_MAX = 600;

  /// A protocol is read beside its paper, so its classes are split by the paper's sections.
  private static final int PROTOCOL_FILE_LINES_MAX = 400;

  private static final int METHOD_LINES_MAX = 70;
  private static final int LINE_LETTERS_MAX = 100;

  private SizeRules() {}

  static List<Offence> file(SourceFile file) {
    boolean isProtocol = file.isMain() && file.room().equals("protocols");
    int max = isProtocol ? PROTOCOL_FILE_LINES_MAX : FILE_LINES_MAX;
    return file(file.path(), file.text(), max);
  }

  /// What pages are made of is read as Java is.
  static List<Offence> asset(Path path, String text) {
    return file(path, text, FILE_LINES_MAX);
  }

  private static List<Offence> file(Path path, String text, int max) {
    int lines = (int) text.lines().count();
    return lines <= max
        ? List.of()
        : List.of(new Offence(path, lines, "%d lines, at most %d".formatted(lines, max)));
  }

  /// An address cannot be broken, so a line with one may be longer.
  static List<Offence> line(SourceFile file) {
    List<String> lines = file.lines();
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).codePoints().count() > LINE_LETTERS_MAX)
        .filter(i -> !lines.get(i).contains("://"))
        .mapToObj(i -> new Offence(file.path(), i + 1, "more than 100 letters in a line"))
        .toList();
  }

  static List<Offence> method(SourceFile file) {
    var offences = new ArrayList<Offence>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void nothing) {
        long lines = file.lastLineOf(method) - file.firstLineOf(method) + 1;
        if (lines > METHOD_LINES_MAX && !isDispatch(method.getBody())) {
          offences.add(
              file.offence(
                  method,
                  "%s has %d lines, at most %d"
                      .formatted(method.getName(), lines, METHOD_LINES_MAX)));
        }
        return super.visitMethod(method, null);
      }
    }.scan(file.unit(), null);
    return offences;
  }

  /// A method that is one switch with one call a row is a table of contents, as long as it may be.
  private static boolean isDispatch(BlockTree body) {
    if (body == null || body.getStatements().size() != 1) {
      return false;
    }
    return switch (body.getStatements().getFirst()) {
      case SwitchTree it -> it.getCases().stream().allMatch(SizeRules::isOneCall);
      case ReturnTree it when it.getExpression() instanceof SwitchExpressionTree rows ->
          rows.getCases().stream().allMatch(SizeRules::isOneCall);
      case StatementTree _ -> false;
    };
  }

  private static boolean isOneCall(CaseTree row) {
    Tree body = row.getBody();
    return body != null
        && (!(body instanceof StatementTree) || body instanceof ExpressionStatementTree);
  }
}
