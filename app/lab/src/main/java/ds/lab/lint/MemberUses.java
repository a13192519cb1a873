package ds.lab.lint;

import ds.lab.lint.Rules.Member;
import ds.lab.lint.program.Program;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.stream.Collectors;

/// What the methods of one class use: calls, fields, method references, locks and handlers.
final class MemberUses {

  /// What the compiler itself links to for lambdas, records, switches and strings.
  private static final List<String> LINKAGE =
      List.of(
          "java.lang.invoke.LambdaMetafactory",
          "java.lang.invoke.StringConcatFactory",
          "java.lang.runtime.ObjectMethods",
          "java.lang.runtime.SwitchBootstraps");

  private static final String CORE = "ds.core.";

  private static final List<String> EXHAUSTED =
      List.of(
          "java/lang/Throwable",
          "java/lang/Error",
          "java/lang/VirtualMachineError",
          "java/lang/OutOfMemoryError",
          "java/lang/StackOverflowError");

  /// How far into a handler the compiler's own mark can be.
  private static final int HANDLER_OPENING_MAX = 12;

  private final Program program;
  private final ClassModel type;
  private final Findings findings;

  private int line;
  private boolean inHashCode;

  private MemberUses(Program program, ClassModel type, Findings findings) {
    this.program = program;
    this.type = type;
    this.findings = findings;
  }

  static void check(Program program, ClassModel type, Findings findings) {
    var uses = new MemberUses(program, type, findings);
    type.methods().forEach(uses::read);
  }

  private void read(MethodModel method) {
    inHashCode =
        method.methodName().equalsString("hashCode") && method.methodType().equalsString("()I");
    line = Program.line(type, method);
    method.code().ifPresent(code -> code.forEach(element -> read(code, element)));
  }

  private void read(CodeModel code, CodeElement element) {
    switch (element) {
      case LineNumber number -> line = number.line();
      case InvokeInstruction call ->
          use(call.owner().asSymbol(), call.name().stringValue(), call.typeSymbol());
      case FieldInstruction field -> use(field.owner().asSymbol(), field.name().stringValue(), "");
      case InvokeDynamicInstruction link -> read(link);
      case MonitorInstruction lock when lock.opcode() == Opcode.MONITORENTER ->
          report(Finding.Kind.THREADS, "a synchronized block", "leave out the lock");
      case ExceptionCatch handler -> read(code, handler);
      default -> {}
    }
  }

  /// A lambda or a method reference uses what it refers to.
  private void read(InvokeDynamicInstruction link) {
    DirectMethodHandleDesc linkage = link.bootstrapMethod();
    if (!LINKAGE.contains(binaryName(linkage.owner()))) {
      use(linkage.owner(), linkage.methodName(), linkage.invocationType());
    }
    for (ConstantDesc argument : link.bootstrapArgs()) {
      if (argument instanceof DirectMethodHandleDesc to && isCallable(to)) {
        use(to.owner(), to.methodName(), MethodTypeDesc.ofDescriptor(to.lookupDescriptor()));
      }
    }
  }

  private static boolean isCallable(DirectMethodHandleDesc handle) {
    return handle.lookupDescriptor().startsWith("(");
  }

  private void use(ClassDesc owner, String name, MethodTypeDesc parameters) {
    String listed =
        parameters.parameterList().stream()
            .map(ClassDesc::displayName)
            .collect(Collectors.joining(",", "(", ")"));
    if (!owner.isArray()) {
      use(owner, name, listed);
    }
  }

  private void use(ClassDesc owner, String name, String parameters) {
    String named = binaryName(owner).replace('.', '/');
    if (name.equals("hashCode") && !inHashCode && hasUnspecifiedHash(named)) {
      String used = Member.simple(binaryName(owner)) + "." + name;
      report(Finding.Kind.IDENTITY, used, "number things by their fields");
    }
    String declaring = program.declaring(named, name).replace('/', '.');
    if (!program.contains(declaring.replace('.', '/')) && !declaring.startsWith(CORE)) {
      var member = new Member(declaring, name.equals("<init>") ? "new" : name, parameters);
      Rules.brokenBy(member)
          .filter(rule -> rule.kind() != Finding.Kind.IDENTITY || !inHashCode)
          .ifPresent(rule -> report(rule.kind(), member.inWords(), rule.remedy()));
    }
  }

  /// An enum's is its identity; how a record's is put together is left open.
  private boolean hasUnspecifiedHash(String owner) {
    return program
        .find(owner)
        .filter(type ->
            Program.isEnum(type)
                || Program.method(type, "hashCode", "()I").stream().anyMatch(Program::isGenerated))
        .isPresent();
  }

  /// The compiler writes handlers of Throwable too: around record patterns, and to close resources.
  private void read(CodeModel code, ExceptionCatch handler) {
    String caught = handler.catchType().map(ClassEntry::asInternalName).orElse("");
    List<CodeElement> opening =
        code.elementStream()
            .dropWhile(element -> !isTarget(element, handler.handler()))
            .limit(HANDLER_OPENING_MAX)
            .toList();
    if (EXHAUSTED.contains(caught) && opening.stream().noneMatch(MemberUses::isCompilers)) {
      opening.stream()
          .filter(LineNumber.class::isInstance)
          .findFirst()
          .ifPresent(number -> line = ((LineNumber) number).line());
      String used = "catching " + Member.simple(caught.replace('/', '.'));
      report(Finding.Kind.EXHAUSTION, used, "catch the exception that you expect");
    }
  }

  private static boolean isTarget(CodeElement element, Label label) {
    return element instanceof LabelTarget target && target.label().equals(label);
  }

  private static boolean isCompilers(CodeElement element) {
    return switch (element) {
      case NewObjectInstruction made ->
          made.className().asInternalName().equals("java/lang/MatchException");
      case InvokeInstruction call -> call.name().equalsString("addSuppressed");
      default -> false;
    };
  }

  private static String binaryName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }

  private void report(Finding.Kind kind, String used, String remedy) {
    findings.add(type, line, kind, used, remedy);
  }
}
