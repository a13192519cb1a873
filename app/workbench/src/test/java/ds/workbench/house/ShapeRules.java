package ds.workbench.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/// Many parts side by side are a concept that nobody has named yet.
final class ShapeRules {

  private static final int COMPONENTS_MAX = 7;
  private static final int PARAMETERS_MAX = 5;
  private static final int PACKAGE_FILES_MAX = 12;

  /// Types that may have more, each with its reason.
  private static final Map<String, String> EXCEPTIONS = Map.of();

  /// Packages that may have more files, each with its reason.
  private static final Map<String, String> WIDE_PACKAGES = Map.of();

  private ShapeRules() {}

  static List<Offence> type(SourceFile file) {
    var offences = new ArrayList<Offence>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void nothing) {
        if (!EXCEPTIONS.containsKey(type.getSimpleName().toString())) {
          components(file, type, offences);
          constructors(file, type, offences);
        }
        return super.visitClass(type, null);
      }
    }.scan(file.unit(), null);
    return offences;
  }

  private static void components(SourceFile file, ClassTree type, List<Offence> offences) {
    long components = type.getMembers().stream().filter(it -> isComponent(type, it)).count();
    if (components > COMPONENTS_MAX) {
      offences.add(
          file.offence(
              type,
              "record %s has %d components, at most %d"
                  .formatted(type.getSimpleName(), components, COMPONENTS_MAX)));
    }
  }

  /// The parser makes each component of a record a field; its other fields are static.
  private static boolean isComponent(ClassTree type, Tree member) {
    return type.getKind() == Tree.Kind.RECORD
        && member instanceof VariableTree field
        && !field.getModifiers().getFlags().contains(Modifier.STATIC);
  }

  private static void constructors(SourceFile file, ClassTree type, List<Offence> offences) {
    for (Tree member : type.getMembers()) {
      if (type.getKind() != Tree.Kind.RECORD
          && member instanceof MethodTree method
          && method.getName().contentEquals("<init>")
          && method.getParameters().size() > PARAMETERS_MAX) {
        offences.add(
            file.offence(
                method,
                "constructor of %s has %d parameters, at most %d"
                    .formatted(
                        type.getSimpleName(), method.getParameters().size(), PARAMETERS_MAX)));
      }
    }
  }

  /// @param types the main sources of one package, without its opening
  static List<Offence> packageSize(String name, Set<SourceFile> types) {
    return types.size() <= PACKAGE_FILES_MAX || WIDE_PACKAGES.containsKey(name)
        ? List.of()
        : List.of(
            new Offence(
                types.iterator().next().path().getParent(),
                0,
                "%d files, at most %d".formatted(types.size(), PACKAGE_FILES_MAX)));
  }
}
