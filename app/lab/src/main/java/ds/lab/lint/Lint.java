package ds.lab.lint;

import ds.lab.lint.Finding.Kind;
import ds.lab.lint.order.HashOrder;
import ds.lab.lint.program.Program;
import java.util.List;

/// Holds compiled nodes against contract C1: a node is a deterministic function of its events.
///
/// The classes are read, never loaded, so a stranger's code can be checked before it runs. Together
/// they are taken for the whole program: what they use must be among them, in `ds.core`, or in the
/// part of the JDK that [Rules] lets pass.
public final class Lint {

  private Lint() {}

  /// What in `classes` is forbidden in a node, by file and line.
  ///
  /// @throws IllegalArgumentException if one of them is not a class file of Java 25 or older
  public static List<Finding> check(ClassFiles classes) {
    return check(classes, ClassFiles.NONE);
  }

  /// The same for `classes` that use others.
  ///
  /// @param known classes which are part of the program, but not judged
  /// @throws IllegalArgumentException if one of them is not a class file of Java 25 or older
  public static List<Finding> check(ClassFiles classes, ClassFiles known) {
    Program program = Program.read(classes.and(known).contents());
    var findings = new Findings(Program.read(classes.contents()).names());
    program.classes().forEach(type -> Declarations.check(program, type, findings));
    program.classes().forEach(type -> MemberUses.check(program, type, findings));
    StepText.check(program, findings);
    HashOrder.check(
        program, it -> findings.add(it.type(), it.line(), Kind.HASH_ORDER, it.used(), it.remedy()));
    return findings.all();
  }
}
