package ds.trial.kv.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table in Markdown, which reads well as plain text too.
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... heads) {
    rows.add(List.of(heads));
  }

  /// Adds a line.
  public Table row(List<String> cells) {
    if (cells.size() != rows.getFirst().size()) {
      throw new IllegalArgumentException(cells + " under " + rows.getFirst());
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /// The first column is text, the others are figures.
  @Override
  public String toString() {
    List<Integer> widths =
        IntStream.range(0, rows.getFirst().size())
            .mapToObj(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toList();
    List<String> lines = new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
    lines.add(
        1,
        IntStream.range(0, widths.size())
            .mapToObj(i -> i == 0 ? "-".repeat(widths.get(i)) : "-".repeat(widths.get(i) - 1) + ":")
            .collect(Collectors.joining(" | ", "| ", " |")));
    return String.join("\n", lines) + "\n";
  }

  private static String line(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> {
          String space = " ".repeat(widths.get(i) - cells.get(i).length());
          return i == 0 ? cells.get(i) + space : space + cells.get(i);
        })
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
