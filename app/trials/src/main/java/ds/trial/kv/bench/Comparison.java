package ds.trial.kv.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The medians of figures, row by row, and how the contenders compare.
///
/// @param contenders the first is compared with the second, if there is one
public record Comparison(List<String> contenders, List<Figure> figures) {

  /// Throughput and response times, with ratios.
  public Table speed() {
    List<String> heads = new ArrayList<>(List.of("op, clients"));
    for (String measure : List.of("ops/s", "p50 ms", "p99 ms")) {
      contenders.forEach(name -> heads.add(name + " " + measure));
      if (isDuel()) {
        heads.add("ratio");
      }
    }
    var table = new Table(heads.toArray(String[]::new));
    for (Row row : rows()) {
      List<String> cells = new ArrayList<>(List.of(row.toString()));
      cells.addAll(cells(row, "%,.0f", Measured::throughput));
      cells.addAll(cells(row, "%.2f", it -> it.millis(0.50)));
      cells.addAll(cells(row, "%.2f", it -> it.millis(0.99)));
      table.row(cells);
    }
    return table;
  }

  /// What it cost: cores of the load and of all members together, and the largest member.
  public Table cost() {
    List<String> heads = new ArrayList<>(List.of("op, clients"));
    for (String measure : List.of("load cores", "members' cores", "RSS MB")) {
      contenders.forEach(name -> heads.add(name + " " + measure));
    }
    var table = new Table(heads.toArray(String[]::new));
    for (Row row : rows()) {
      List<String> cells = new ArrayList<>(List.of(row.toString()));
      cells.addAll(medians(row, "%.2f", it -> it.usage().generator()));
      cells.addAll(
          medians(row, "%.2f", it -> it.usage().cores().stream().mapToDouble(c -> c).sum()));
      cells.addAll(
          medians(
              row,
              "%.0f",
              it -> it.usage().bytes().stream().mapToLong(b -> b).max().orElse(0) / 1e6));
      table.row(cells);
    }
    return table;
  }

  private boolean isDuel() {
    return contenders.size() == 2;
  }

  private List<Row> rows() {
    return figures.stream().map(Figure::row).distinct().toList();
  }

  private List<String> cells(Row row, String format, ToDoubleFunction<Measured> measure) {
    List<String> cells = new ArrayList<>(medians(row, format, measure));
    if (isDuel()) {
      double ratio =
          median(contenders.getFirst(), row, measure) / median(contenders.getLast(), row, measure);
      cells.add(String.format(Locale.ROOT, "%.2f", ratio));
    }
    return cells;
  }

  private List<String> medians(Row row, String format, ToDoubleFunction<Measured> measure) {
    return contenders.stream()
        .map(name -> String.format(Locale.ROOT, format, median(name, row, measure)))
        .toList();
  }

  /// Of the rounds in which a contender was measured; of an even number, the lower one of the two
  /// in the middle.
  double median(String contender, Row row, ToDoubleFunction<Measured> measure) {
    List<Double> sorted =
        figures.stream()
            .filter(it -> it.contender().equals(contender) && it.row().equals(row))
            .map(it -> measure.applyAsDouble(it.measured()))
            .sorted()
            .toList();
    return sorted.get((sorted.size() - 1) / 2);
  }
}
