package ds.exercise.sandbox;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Puts calls of the [Meter] into compiled classes.
final class Metered {

  private static final ClassDesc METER = ClassDesc.of(Meter.class.getName());
  private static final MethodTypeDesc TICK = MethodTypeDesc.of(ConstantDescs.CD_void);
  private static final MethodTypeDesc ARRAY =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int);

  private Metered() {}

  /// The same class, which counts what it does.
  ///
  /// @param classes all of the program, by binary name; they tell which class extends which
  static byte[] metered(byte[] plain, Map<String, byte[]> classes) {
    ClassHierarchyResolver program =
        ClassHierarchyResolver.ofResourceParsing(type -> {
          byte[] bytes = classes.get(binaryName(type));
          return bytes == null ? null : new java.io.ByteArrayInputStream(bytes);
        });
    ClassFile file =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                program.orElse(ClassHierarchyResolver.defaultResolver())));
    ClassModel model = file.parse(plain);
    return file.transformClass(
        model, ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Counting::new)));
  }

  private static String binaryName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }

  /// Rewrites one method.
  private static final class Counting implements CodeTransform {

    /// A jump to a label that has been passed goes back.
    private final Set<Label> passed = new HashSet<>();

    @Override
    public void atStart(CodeBuilder code) {
      code.invokestatic(METER, "tick", TICK);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case LabelTarget target -> passed.add(target.label());
        case BranchInstruction jump when passed.contains(jump.target()) ->
            code.invokestatic(METER, "tick", TICK);
        case NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _ ->
            code.invokestatic(METER, "array", ARRAY);
        case NewMultiArrayInstruction _ -> code.invokestatic(METER, "array", ARRAY);
        default -> {}
      }
      code.with(element);
    }
  }
}
