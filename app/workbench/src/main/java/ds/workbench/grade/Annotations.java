package ds.workbench.grade;

import ds.exercise.task.Exercise;
import ds.exercise.task.TestCase;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Grades as GitHub annotations (*Workflow commands for GitHub Actions*): printed by a step of a
/// workflow, they appear beside the line that they name.
final class Annotations {

  private static final Pattern PLACE = Pattern.compile("\\(?([\\w/]+\\.java):(\\d+)\\)?");

  private Annotations() {}

  static String of(Exercise<?> exercise, List<Grade> grades) {
    StringBuilder text = new StringBuilder();
    for (Grade grade : grades) {
      if (!grade.problem().isEmpty()) {
        for (String problem : apart(grade.problem())) {
          annotate(text, exercise, grade.submission(), problem);
        }
        continue;
      }
      for (TestCase<?> test : exercise.tests()) {
        if (grade.points(test) == 0) {
          annotate(text, exercise, grade.submission() + ", " + test.name(), grade.words(test));
        }
      }
    }
    return text.toString();
  }

  /// One problem each. A compiler goes on about the same one in lines that are indented.
  private static List<String> apart(String problems) {
    return List.of(problems.split("\n(?! )", -1));
  }

  private static void annotate(
      StringBuilder text, Exercise<?> exercise, String title, String message) {
    Matcher place = PLACE.matcher(message);
    String where = "";
    if (place.find()) {
      String file = place.group(1);
      String path = file.indexOf('/') < 0 ? exercise.packageName() + "/" + file : file;
      where = "file=src/main/java/" + path + ",line=" + place.group(2) + ",";
    }
    text.append("::error ").append(where).append("title=").append(property(title)).append("::");
    text.append(escaped(message)).append('\n');
  }

  private static String escaped(String message) {
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String value) {
    return escaped(value).replace(":", "%3A").replace(",", "%2C");
  }
}
