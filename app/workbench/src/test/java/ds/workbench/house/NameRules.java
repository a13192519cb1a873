package ds.workbench.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// A name says what a thing is. These words say only that somebody was looking for one.
final class NameRules {

  private static final Set<String> EMPTY_WORDS =
      Set.of("Manager", "Helper", "Util", "Utils", "Impl", "Abstract", "Base", "Info", "Data");

  private NameRules() {}

  static List<Offence> type(SourceFile file) {
    var offences = new ArrayList<Offence>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void nothing) {
        words(type.getSimpleName().toString()).stream()
            .filter(EMPTY_WORDS::contains)
            .map(word -> file.offence(type, "'%s' in %s".formatted(word, type.getSimpleName())))
            .forEach(offences::add);
        return super.visitClass(type, null);
      }
    }.scan(file.unit(), null);
    return offences;
  }

  private static List<String> words(String name) {
    return Arrays.asList(name.split("(?<=[a-z0-9])(?=[A-Z])"));
  }
}
