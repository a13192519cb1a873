package ds.exercise.sandbox;

import ds.exercise.task.Exercise;
import ds.lab.lint.ClassFiles;
import ds.lab.lint.Lint;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Reads a learner's classes before they are loaded, and tells by file and line what a node may not
/// do: contract C1, and nothing beyond the core, plain Java, and what the exercise gives.
public final class Guard {

  private Guard() {}

  /// What is wrong with the classes, each with a remedy; empty if they may run.
  ///
  /// @param classes by binary name
  public static List<String> objections(SortedMap<String, byte[]> classes, Exercise<?> exercise) {
    List<String> objections = new ArrayList<>();
    String home = exercise.packageName();
    for (String name : classes.keySet()) {
      if (!name.startsWith(home + ".") || name.indexOf('.', home.length() + 1) >= 0) {
        objections.add(name + " is not in package " + home + "; move it there");
      }
    }
    for (String wanted : exercise.classes()) {
      if (!classes.containsKey(home + "." + wanted)) {
        objections.add("there is no class " + home + "." + wanted + "; the handout asks for it");
      }
    }
    if (objections.isEmpty()) {
      ClassFiles given = ClassFiles.of(exercise.given().toArray(Class<?>[]::new));
      Lint.check(new ClassFiles(classes), given)
          .forEach(finding -> objections.add(finding.toString()));
    }
    return objections;
  }
}
