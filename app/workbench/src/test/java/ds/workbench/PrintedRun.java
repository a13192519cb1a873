package ds.workbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A command that a text shows at a prompt, and what it prints according to the text. A line of
/// nothing but `…` stands for any number of lines, and `…` within a line for any characters.
///
/// @param place file and line of the command
/// @param command without the prompt
/// @param lines below it, up to the next prompt or the end of the block
record PrintedRun(String place, String command, List<String> lines) {

  private static final String FENCE = "```";
  private static final String PROMPT = "$ ";
  private static final String ELISION = "…";

  PrintedRun {
    lines = List.copyOf(lines);
  }

  /// All that a text shows, in its order.
  static List<PrintedRun> of(String file, String text) {
    List<PrintedRun> found = new ArrayList<>();
    List<String> all = text.lines().toList();
    boolean inside = false;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).startsWith(FENCE)) {
        inside = !inside;
      } else if (inside && all.get(i).startsWith(PROMPT)) {
        String command = all.get(i).substring(PROMPT.length());
        found.add(new PrintedRun(file + ":" + (i + 1), command, below(all, i)));
      }
    }
    return found;
  }

  private static List<String> below(List<String> all, int prompt) {
    List<String> below = new ArrayList<>();
    for (String line : all.subList(prompt + 1, all.size())) {
      if (line.startsWith(FENCE) || line.startsWith(PROMPT)) {
        break;
      }
      below.add(line);
    }
    return withoutBlankEnd(below);
  }

  private static List<String> withoutBlankEnd(List<String> lines) {
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isBlank()) {
      end--;
    }
    return lines.subList(0, end);
  }

  /// The first line here that is not printed where it stands, line after line from the first. What
  /// is printed below the last line need not be shown.
  Optional<String> missingFrom(String printed) {
    List<String> actual = printed.lines().map(String::stripTrailing).toList();
    // Where in what was printed the lines up to this one can end.
    var ends = new boolean[actual.size() + 1];
    ends[0] = true;
    for (String line : lines) {
      ends = line.strip().equals(ELISION) ? fromFirst(ends) : after(ends, line, actual);
      if (isNowhere(ends)) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private static boolean isNowhere(boolean[] ends) {
    for (boolean end : ends) {
      if (end) {
        return false;
      }
    }
    return true;
  }

  private static boolean[] fromFirst(boolean[] ends) {
    var next = new boolean[ends.length];
    boolean reached = false;
    for (int i = 0; i < ends.length; i++) {
      reached |= ends[i];
      next[i] = reached;
    }
    return next;
  }

  private static boolean[] after(boolean[] ends, String line, List<String> actual) {
    var next = new boolean[ends.length];
    for (int i = 0; i < actual.size(); i++) {
      next[i + 1] = ends[i] && isSame(line, actual.get(i));
    }
    return next;
  }

  private static boolean isSame(String line, String actual) {
    String pattern =
        Arrays.stream(line.stripTrailing().split(ELISION, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return actual.matches(pattern);
  }
}
