package ds.workbench.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Pages for people: one title each, and every link within the repository leads somewhere.
final class MarkdownRules {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*|#.*");

  private MarkdownRules() {}

  /// @param file from the root of the repository
  static List<Offence> page(Path file, String text) {
    var offences = new ArrayList<Offence>();
    List<String> lines = withoutCode(text);
    long titles = lines.stream().filter(line -> line.startsWith("# ")).count();
    if (titles != 1) {
      offences.add(new Offence(file, 1, titles + " titles, one is expected"));
    }
    for (int i = 0; i < lines.size(); i++) {
      Matcher link = LINK.matcher(lines.get(i));
      while (link.find()) {
        if (isDead(file, link.group(1))) {
          offences.add(new Offence(file, i + 1, "dead link " + link.group(1)));
        }
      }
    }
    return offences;
  }

  private static boolean isDead(Path file, String link) {
    if (ELSEWHERE.matcher(link).matches()) {
      return false;
    }
    Path target = House.ROOT.resolve(file).resolveSibling(link.replaceFirst("#.*", ""));
    return !Files.exists(target);
  }

  /// The lines, with those of code blocks emptied.
  private static List<String> withoutCode(String text) {
    var lines = new ArrayList<String>();
    boolean isCode = false;
    for (String line : text.lines().toList()) {
      boolean isFence = line.strip().startsWith("```");
      isCode ^= isFence;
      lines.add(isCode || isFence ? "" : line);
    }
    return lines;
  }
}
