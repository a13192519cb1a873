package ds.lab.story;

import java.util.List;

/// A run that broke a property, told line by line.
///
/// @param lines in the order in which to print them
/// @param steps how many numbered lines there are: steps of nodes, and faults
public record Story(List<Line> lines, int steps) {

  public Story {
    lines = List.copyOf(lines);
  }

  /// As plain text, each line ended.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line).append('\n');
    }
    return text.toString();
  }
}
