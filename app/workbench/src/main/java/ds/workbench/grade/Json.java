package ds.workbench.grade;

import ds.exercise.task.Exercise;
import ds.exercise.task.TestCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Grades as JSON (RFC 8259).
final class Json {

  /// The first character that needs no escape.
  private static final char PRINTABLE = ' ';

  private Json() {}

  /// One document for all submissions.
  static String of(Exercise<?> exercise, long seed, List<Grade> grades) {
    List<String> submissions = new ArrayList<>();
    for (Grade grade : grades) {
      submissions.add(
          object(
              field("name", text(grade.submission())),
              field("points", Integer.toString(grade.points(exercise))),
              field("problem", text(grade.problem())),
              field("tests", array(tests(exercise, grade))),
              field("story", text(String.join("\n", grade.story())))));
    }
    return object(
            field("exercise", text(exercise.name())),
            field("seed", Long.toString(seed)),
            field("points", Integer.toString(exercise.points())),
            field("submissions", array(submissions)))
        + "\n";
  }

  private static List<String> tests(Exercise<?> exercise, Grade grade) {
    List<String> tests = new ArrayList<>();
    for (TestCase<?> test : exercise.tests()) {
      tests.add(
          object(
              field("name", text(test.name())),
              field("points", Integer.toString(grade.points(test))),
              field("of", Integer.toString(test.points())),
              field("result", text(result(grade, test))),
              field("why", text(grade.words(test)))));
    }
    return tests;
  }

  private static String result(Grade grade, TestCase<?> test) {
    return grade
        .mark(test)
        .map(mark -> mark.result().name().toLowerCase(Locale.ROOT))
        .orElse("not tried");
  }

  static String field(String name, String value) {
    return text(name) + ": " + value;
  }

  static String object(String... fields) {
    return "{" + String.join(", ", fields) + "}";
  }

  static String array(List<String> values) {
    return values.stream().collect(Collectors.joining(",\n ", "[", "]"));
  }

  static String text(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      switch (letter) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default ->
            quoted.append(
                letter < PRINTABLE || Character.isSurrogate(letter)
                    ? "\\u%04x".formatted((int) letter)
                    : Character.toString(letter));
      }
    }
    return quoted.append('"').toString();
  }
}
