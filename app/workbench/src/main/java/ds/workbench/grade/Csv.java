package ds.workbench.grade;

import ds.exercise.task.Exercise;
import ds.exercise.task.TestCase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Grades as a table for spreadsheets (RFC 4180): a row for each submission, a column for each
/// test.
final class Csv {

  private Csv() {}

  static String of(Exercise<?> exercise, List<Grade> grades) {
    StringBuilder text = new StringBuilder();
    List<String> head = new ArrayList<>(List.of("submission", "points", "of"));
    exercise.tests().forEach(test -> head.add(test.name()));
    head.add("problem");
    row(text, head);
    for (Grade grade : grades) {
      List<String> cells = new ArrayList<>();
      cells.add(grade.submission());
      cells.add(Integer.toString(grade.points(exercise)));
      cells.add(Integer.toString(exercise.points()));
      for (TestCase<?> test : exercise.tests()) {
        cells.add(Integer.toString(grade.points(test)));
      }
      cells.add(grade.problem());
      row(text, cells);
    }
    return text.toString();
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append(cells.stream().map(Csv::quoted).collect(Collectors.joining(","))).append("\r\n");
  }

  /// A cell that begins like a formula is marked as text: a learner chooses the folder's name.
  private static String quoted(String cell) {
    String safe = cell.matches("(?s)[=+@-].*") ? "'" + cell : cell;
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
