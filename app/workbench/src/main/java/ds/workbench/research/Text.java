package ds.workbench.research;

import java.util.ArrayList;
import java.util.List;

/// The text of a study, of which the part between two comments is a table that its study makes.
///
/// ```
/// <!-- results -->
/// | … |
/// <!-- /results -->
/// ```
///
/// @param lines all of it
record Text(List<String> lines) {

  private static final String BEGIN = "<!-- results -->";
  private static final String END = "<!-- /results -->";

  Text {
    lines = List.copyOf(lines);
  }

  static Text of(String content) {
    return new Text(content.lines().toList());
  }

  /// Whether there is a place for a table.
  boolean hasTable() {
    return lines.indexOf(BEGIN) >= 0 && lines.indexOf(END) > lines.indexOf(BEGIN);
  }

  /// What stands there.
  List<String> table() {
    return lines.subList(lines.indexOf(BEGIN) + 1, lines.indexOf(END)).stream()
        .filter(line -> !line.isBlank())
        .toList();
  }

  /// The same text with another table.
  String with(List<String> table) {
    List<String> changed = new ArrayList<>(lines.subList(0, lines.indexOf(BEGIN) + 1));
    changed.add("");
    changed.addAll(table);
    changed.add("");
    changed.addAll(lines.subList(lines.indexOf(END), lines.size()));
    return String.join("\n", changed) + "\n";
  }

  /// Lines of the text's table that the new one lacks, and the other way round; empty if they
  /// agree.
  List<String> differences(List<String> table) {
    List<String> differences = new ArrayList<>();
    table().stream()
        .filter(line -> !table.contains(line))
        .forEach(it -> differences.add("- " + it));
    table.stream()
        .filter(line -> !table().contains(line))
        .forEach(it -> differences.add("+ " + it));
    if (differences.isEmpty() && !table().equals(table)) {
      differences.add("the lines are the same, in another order");
    }
    return differences;
  }
}
