package ds.workbench.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Which tests are wanted, in the language of Surefire's `test` property.
///
/// @param surefire a list of `Class#method` with `*` for any letters
public record TestPattern(String surefire) {

  /// Understands what a person types: `Class`, `Class#method`, or a part of either. A name that is
  /// exactly that of a class means this class alone.
  public static TestPattern of(String typed, Path root) {
    int mark = typed.indexOf('#');
    if (mark >= 0) {
      String method = typed.substring(mark + 1);
      return new TestPattern(classPart(typed.substring(0, mark), root) + "#*" + method + "*");
    }
    return classes(root).contains(typed)
        ? new TestPattern(typed)
        : new TestPattern("*" + typed + "*,*#*" + typed + "*");
  }

  private static String classPart(String typed, Path root) {
    return classes(root).contains(typed) ? typed : "*" + typed + "*";
  }

  /// The names of all test classes.
  public static List<String> classes(Path root) {
    try (var files = Files.walk(root.resolve("app"))) {
      return files
          .filter(file -> file.toString().contains("/src/test/java/"))
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Test.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
