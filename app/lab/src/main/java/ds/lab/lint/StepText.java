package ds.lab.lint;

import ds.lab.lint.Finding.Kind;
import ds.lab.lint.program.Program;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.RecordAttribute;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether all that can occur in a step prints alike in every world: two runs are the same if the
/// texts of their steps are.
///
/// A step holds messages, timers, durable records and facts, and whatever those are made of.
final class StepText {

  private static final List<String> ROOTS =
      List.of("ds/core/Durable", "ds/core/Fact", "ds/core/Timer");

  /// In the signature of a class: the family `M` of a `Node<M>`.
  private static final Pattern MESSAGES = Pattern.compile("Lds/core/Node<L([^;<]+)");

  /// In the signature of a component: each class, outside and inside `<` and `>`.
  private static final Pattern CLASSES = Pattern.compile("L([^;<]+)");

  private static final Pattern FRACTIONS = Pattern.compile("[DF]|.*Ljava/lang/(Double|Float);.*");

  private static final String TO_STRING = "()Ljava/lang/String;";

  private final Program program;
  private final Findings findings;
  private final Set<String> reached = new LinkedHashSet<>();
  private final Deque<String> toVisit = new ArrayDeque<>();

  private StepText(Program program, Findings findings) {
    this.program = program;
    this.findings = findings;
  }

  static void check(Program program, Findings findings) {
    var text = new StepText(program, findings);
    ROOTS.forEach(text::reach);
    for (ClassModel type : program.classes()) {
      type.findAttribute(Attributes.signature())
          .ifPresent(it -> text.reachAll(MESSAGES, it.signature().stringValue()));
    }
    while (!text.toVisit.isEmpty()) {
      text.visit(text.toVisit.remove());
    }
  }

  private void reachAll(Pattern pattern, String signature) {
    Matcher matcher = pattern.matcher(signature);
    while (matcher.find()) {
      reach(matcher.group(1));
    }
  }

  private void reach(String name) {
    if ((program.contains(name) || ROOTS.contains(name)) && reached.add(name)) {
      toVisit.add(name);
    }
  }

  /// Where a type is expected, anything of its kind can turn up.
  private void visit(String name) {
    program.classes().stream()
        .filter(type -> Program.parents(type).anyMatch(name::equals))
        .forEach(type -> reach(Program.name(type)));
    program.find(name).ifPresent(this::visit);
  }

  private void visit(ClassModel type) {
    if (Program.isEnum(type) || type.flags().has(AccessFlag.ABSTRACT)) {
      return;
    }
    if (!Program.isRecord(type)) {
      if (!printsItself(type)) {
        report(type, Program.simple(type), "make it a record, or write its toString");
      }
    } else if (Program.method(type, "toString", TO_STRING).stream()
        .anyMatch(Program::isGenerated)) {
      type.findAttribute(Attributes.record()).map(RecordAttribute::components).stream()
          .flatMap(List::stream)
          .forEach(component -> visit(type, component));
    }
  }

  private void visit(ClassModel type, RecordComponentInfo component) {
    String signature =
        component
            .findAttribute(Attributes.signature())
            .map(it -> it.signature().stringValue())
            .orElseGet(() -> component.descriptor().stringValue());
    String name = Program.simple(type) + "." + component.name().stringValue();
    if (signature.contains("[")) {
      report(type, "the array " + name, "use an immutable List");
    } else if (FRACTIONS.matcher(signature).matches()) {
      report(type, "the fraction " + name, "count in whole units, in a long");
    }
    reachAll(CLASSES, signature);
  }

  private boolean printsItself(ClassModel type) {
    return Program.method(type, "toString", TO_STRING).isPresent()
        || Program.parents(type)
            .flatMap(parent -> program.find(parent).stream())
            .anyMatch(this::printsItself);
  }

  private void report(ClassModel type, String used, String remedy) {
    findings.add(type, Program.line(type), Kind.TEXT, used, remedy);
  }
}
