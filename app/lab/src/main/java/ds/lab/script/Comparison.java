package ds.lab.script;

import ds.lab.script.Script.Block;
import java.util.ArrayList;
import java.util.List;

/// Shows line by line how what a block printed differs from what it is expected to print.
final class Comparison {

  private Comparison() {}

  static String of(Script script, Block block, List<String> printed) {
    List<String> text = new ArrayList<>();
    text.add(script.name() + ":" + block.line() + ": the block prints something else");
    script.asked(block).forEach(line -> text.add("    " + line));
    text.add("    ----");
    compare(script.expected(block), printed, text);
    return String.join("\n", text) + "\n";
  }

  /// Keeps the longest common subsequence of lines and marks the others.
  private static void compare(List<String> expected, List<String> printed, List<String> text) {
    int[][] common = common(expected, printed);
    int i = 0;
    int j = 0;
    while (i < expected.size() || j < printed.size()) {
      boolean both = i < expected.size() && j < printed.size();
      if (both && expected.get(i).equals(printed.get(j))) {
        text.add("    " + printed.get(j++));
        i++;
      } else if (j == printed.size() || (both && common[i + 1][j] >= common[i][j + 1])) {
        text.add("  - " + expected.get(i++));
      } else {
        text.add("  + " + printed.get(j++));
      }
    }
  }

  /// How many lines the rests of both lists from `[i]` and `[j]` on have in common.
  private static int[][] common(List<String> expected, List<String> printed) {
    int[][] common = new int[expected.size() + 1][printed.size() + 1];
    for (int i = expected.size() - 1; i >= 0; i--) {
      for (int j = printed.size() - 1; j >= 0; j--) {
        common[i][j] =
            expected.get(i).equals(printed.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
