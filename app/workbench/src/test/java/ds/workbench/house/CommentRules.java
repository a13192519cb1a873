package ds.workbench.house;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Comments that went wrong in a way that a program can see.
final class CommentRules {

  /// Written in two halves, so that this line is not an offender.
  private static final Pattern TODO = Pattern.compile("//.*\\b(TO" + "DO|FIX" + "ME)\\b(?!.*#\\d)");

  private static final Pattern DOC = Pattern.compile("\\s*///.*");
  private static final Pattern PLAIN = Pattern.compile("\\s*//(?!/).*");

  private CommentRules() {}

  /// An intention is kept in an issue, where it is seen; a comment may point to it by `#number`.
  static List<Offence> todo(SourceFile file) {
    List<String> lines = file.lines();
    return offences(
        file, i -> TODO.matcher(lines.get(i)).find(), "an intention without an issue's number");
  }

  /// So looks a `///` comment whose last words were wrapped by a formatter that took it for `//`.
  static List<Offence> tornDoc(SourceFile file) {
    List<String> lines = file.lines();
    return offences(
        file,
        i ->
            i > 0
                && PLAIN.matcher(lines.get(i)).matches()
                && DOC.matcher(lines.get(i - 1)).matches(),
        "a `//` line directly under a `///` line");
  }

  private static List<Offence> offences(SourceFile file, IntPredicate isOffence, String what) {
    return IntStream.range(0, file.lines().size())
        .filter(isOffence)
        .mapToObj(i -> new Offence(file.path(), i + 1, what))
        .toList();
  }
}
