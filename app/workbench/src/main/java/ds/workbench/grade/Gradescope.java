package ds.workbench.grade;

import static ds.workbench.grade.Json.field;
import static ds.workbench.grade.Json.text;

import ds.exercise.task.Exercise;
import ds.exercise.task.Part;
import ds.exercise.task.TestCase;
import java.util.ArrayList;
import java.util.List;

/// One grade as Gradescope's `results.json` (*Autograder Specifications*, "Output Format").
final class Gradescope {

  private Gradescope() {}

  static String of(Exercise<?> exercise, Grade grade) {
    List<String> tests = new ArrayList<>();
    for (Part<?> part : exercise.parts()) {
      for (TestCase<?> test : part.tests()) {
        tests.add(
            Json.object(
                field("name", text(test.name())),
                field("number", text(Integer.toString(part.number()))),
                field("score", Integer.toString(grade.points(test))),
                field("max_score", Integer.toString(test.points())),
                field("status", text(grade.points(test) > 0 ? "passed" : "failed")),
                field("output", text(test.claim() + "\n" + grade.words(test)))));
      }
    }
    String words = grade.problem().isEmpty() ? String.join("\n", grade.story()) : grade.problem();
    return Json.object(
            field("score", Integer.toString(grade.points(exercise))),
            field("output", text(words)),
            field("stdout_visibility", text("visible")),
            field("tests", Json.array(tests)))
        + "\n";
  }
}
