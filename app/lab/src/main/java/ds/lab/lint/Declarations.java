package ds.lab.lint;

import ds.lab.lint.Finding.Kind;
import ds.lab.lint.Rules.Member;
import ds.lab.lint.program.Program;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Optional;

/// What one class declares: its ancestors, its fields, the nature of its methods.
final class Declarations {

  private static final List<String> CHANGEABLE =
      List.of(
          "java/lang/StringBuilder",
          "java/util/ArrayDeque",
          "java/util/ArrayList",
          "java/util/Arrays",
          "java/util/BitSet",
          "java/util/EnumMap",
          "java/util/EnumSet",
          "java/util/HashMap",
          "java/util/HashSet",
          "java/util/LinkedHashMap",
          "java/util/LinkedHashSet",
          "java/util/LinkedList",
          "java/util/PriorityQueue",
          "java/util/TreeMap",
          "java/util/TreeSet");

  private static final String HOLD_IN_NODE = "make it a field of the node";
  private static final String MAKE_CONSTANT = "make it immutable, or the node's own";

  private final Program program;
  private final ClassModel type;
  private final Findings findings;

  private Declarations(Program program, ClassModel type, Findings findings) {
    this.program = program;
    this.type = type;
    this.findings = findings;
  }

  static void check(Program program, ClassModel type, Findings findings) {
    var declarations = new Declarations(program, type, findings);
    Program.parents(type).forEach(declarations::checkParent);
    type.fields().forEach(declarations::checkField);
    type.methods().forEach(declarations::checkMethod);
  }

  private void checkParent(String parent) {
    String name = parent.replace('/', '.');
    if (program.contains(parent) || name.startsWith("ds.core.")) {
      return;
    }
    Rules.brokenBy(new Member(name, "extends", ""))
        .ifPresent(rule ->
            report(
                Program.line(type),
                rule.kind(),
                "extending " + Member.simple(name),
                rule.remedy()));
  }

  private void checkMethod(MethodModel method) {
    int line = Program.line(type, method);
    String name = method.methodName().stringValue();
    if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
      report(line, Kind.THREADS, "the synchronized method " + name, "leave out `synchronized`");
    }
    if (method.flags().has(AccessFlag.NATIVE)) {
      report(line, Kind.OUTSIDE, "the native method " + name, "write it in Java");
    }
    if (name.equals("finalize") && method.methodType().equalsString("()V")) {
      report(line, Kind.THREADS, "finalize", "leave it out: nothing tells when it would run");
    }
  }

  private void checkField(FieldModel field) {
    String name = field.fieldName().stringValue();
    if (field.flags().has(AccessFlag.VOLATILE)) {
      report(line(field), Kind.THREADS, "the volatile field " + name, "leave out `volatile`");
    }
    if (field.flags().has(AccessFlag.STATIC) && !field.flags().has(AccessFlag.SYNTHETIC)) {
      if (!field.flags().has(AccessFlag.FINAL)) {
        report(line(field), Kind.STATIC_STATE, "the static field " + name, HOLD_IN_NODE);
      } else if (isChangeable(field)) {
        report(
            line(field), Kind.STATIC_STATE, "the changeable static field " + name, MAKE_CONSTANT);
      }
    }
  }

  private boolean isChangeable(FieldModel field) {
    ClassDesc declared = field.fieldTypeSymbol();
    return declared.isArray()
        || isChangeable(declared)
        || assignment(field)
            .filter(at -> at.value() instanceof InvokeInstruction)
            .map(at -> ((InvokeInstruction) at.value()).owner().asSymbol())
            .filter(maker -> maker.isClassOrInterface() && CHANGEABLE.contains(name(maker)))
            .isPresent();
  }

  /// Whether a type's objects can change: collections, and our own classes with such a field.
  private boolean isChangeable(ClassDesc declared) {
    return declared.isClassOrInterface()
        && (CHANGEABLE.contains(name(declared))
            || program.find(name(declared)).stream()
                .flatMap(ours -> ours.fields().stream())
                .map(FieldModel::flags)
                .anyMatch(it -> !it.has(AccessFlag.STATIC) && !it.has(AccessFlag.FINAL)));
  }

  private int line(FieldModel field) {
    return assignment(field).map(Assignment::line).orElseGet(() -> Program.line(type));
  }

  /// Where a field is first set.
  ///
  /// @param value the instruction before, which made the value if a constructor or a factory did
  private record Assignment(int line, CodeElement value) {}

  private Optional<Assignment> assignment(FieldModel field) {
    return type.methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> assignment(field, code).stream())
        .findFirst();
  }

  private Optional<Assignment> assignment(FieldModel field, CodeModel code) {
    int line = 0;
    CodeElement before = NopInstruction.of();
    for (CodeElement element : code) {
      if (element instanceof LineNumber number) {
        line = number.line();
      } else if (element instanceof FieldInstruction put
          && (put.opcode() == Opcode.PUTSTATIC || put.opcode() == Opcode.PUTFIELD)
          && put.name().equalsString(field.fieldName().stringValue())
          && put.owner().asInternalName().equals(Program.name(type))) {
        return Optional.of(new Assignment(line, before));
      } else if (element instanceof Instruction) {
        before = element;
      }
    }
    return Optional.empty();
  }

  private static String name(ClassDesc declared) {
    String descriptor = declared.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }

  private void report(int line, Kind kind, String used, String remedy) {
    findings.add(type, line, kind, used, remedy);
  }
}
