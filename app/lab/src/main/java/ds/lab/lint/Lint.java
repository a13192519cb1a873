package ds.lab.lint;

import ds.lab.lint.order.HashOrder;
import ds.lab.lint.order.Sighting;
import ds.lab.lint.program.Program;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

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
    Program program = Program.read(classes.contents());
    NavigableSet<Finding> findings = new TreeSet<>();
    program.classes().forEach(type -> Declarations.check(program, type, findings::add));
    program.classes().forEach(type -> MemberUses.check(program, type, findings::add));
    StepText.check(program, findings::add);
    HashOrder.check(program, sighting -> findings.add(finding(sighting)));
    return List.copyOf(findings);
  }

  private static Finding finding(Sighting sighting) {
    return new Finding(
        Program.file(sighting.type()),
        sighting.line(),
        Finding.Kind.HASH_ORDER,
        sighting.used(),
        sighting.remedy());
  }
}
