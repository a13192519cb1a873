package ds.lab.lint;

import ds.lab.lint.Finding.Kind;
import ds.lab.lint.program.Program;
import java.lang.classfile.ClassModel;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// What was found so far in the classes that are judged, each once.
final class Findings {

  private final Set<String> judged;
  private final NavigableSet<Finding> found = new TreeSet<>();

  /// @param judged the names of the classes that are judged
  Findings(Set<String> judged) {
    this.judged = judged;
  }

  void add(ClassModel type, int line, Kind kind, String used, String remedy) {
    if (judged.contains(Program.name(type))) {
      found.add(new Finding(Program.file(type), line, kind, used, remedy));
    }
  }

  List<Finding> all() {
    return List.copyOf(found);
  }
}
