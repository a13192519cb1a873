package ds.workbench.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Timer;

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

  /// The time of day may be set back and may jump, and no lease may end by it and no leader be
  /// missed: spans are counted by a clock that does neither. Certificates and tokens carry a date
  /// that others look at as well, and a recording says when it began.
  ArchRule timeOfDayEndsNothing() {
    return noClasses()
        .that()
        .resideInAnyPackage(room("runtime"), room("system"))
        .and()
        .resideOutsideOfPackages(
            room("runtime.recorder"),
            room("runtime.transport.tls"),
            room("system.kv.front.auth"),
            room("system.kv.front.server"))
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            Instant.class,
            InstantSource.class,
            Clock.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            Date.class,
            Calendar.class,
            Timer.class);
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
