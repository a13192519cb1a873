package ds.workbench.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/// Which room may see which. An arrow that runs the other way is a defect, for it makes a node
/// depend on the world that tests it, or one protocol's reader learn another tool.
///
/// @param house the package above all rooms: `ds`, or another where offenders are planted
record Boundaries(String house) {

  /// An algorithm needs nothing but Java itself.
  ArchRule coreStandsAlone() {
    return classes()
        .that()
        .resideInAPackage(room("core"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", room("core"));
  }

  ArchRule protocolsSeeOnlyTheCore() {
    return classes()
        .that()
        .resideInAPackage(room("protocol"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", room("core"), room("protocol"));
  }

  ArchRule theLabSeesOnlyTheCore() {
    return noClasses()
        .that()
        .resideInAPackage(room("lab"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            room("protocol"), room("scenario"), room("exercise"), room("workbench"));
  }

  /// Whoever brings nodes to sockets and disks must not care which nodes these are.
  ArchRule theRuntimeSeesOnlyTheCore() {
    return noClasses()
        .that()
        .resideInAPackage(room("runtime"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            room("protocol"),
            room("lab"),
            room("scenario"),
            room("exercise"),
            room("system"),
            room("workbench"));
  }

  /// What runs in earnest carries no part of a world that lies.
  ArchRule systemsSeeNoLab() {
    return noClasses()
        .that()
        .resideInAPackage(room("system"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(room("lab"), room("scenario"), room("exercise"));
  }

  /// Trials try processes from outside: they know what a server says, not how it is made.
  ArchRule trialsSeeNoServer() {
    return noClasses()
        .that()
        .resideInAPackage(room("trial"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(room("protocol"), room("runtime"), room("system"), room("scenario"))
                .and(not(resideInAPackage(room("system.kv.api")))));
  }

  /// Learners' nodes are judged by the lab alone, and no scenario is written for an exercise.
  ArchRule exercisesSeeNoScenarios() {
    return noClasses()
        .that()
        .resideInAPackage(room("exercise"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(room("scenario"));
  }

  ArchRule nothingDependsOnTheWorkbench() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(room("workbench"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(room("workbench"));
  }

  ArchRule packagesHaveNoCycle() {
    return slices().matching(house + ".(**)").should().beFreeOfCycles();
  }

  private String room(String name) {
    return house + "." + name + "..";
  }
}
