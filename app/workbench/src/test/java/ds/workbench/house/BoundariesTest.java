package ds.workbench.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the arrows between the rooms, in the house and in a planted one that breaks each of them.
class BoundariesTest {

  private static final int CORE_TYPES_MAX = 20;

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("ds");

  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

  static Stream<Named<Function<Boundaries, ArchRule>>> boundaries() {
    return Stream.of(
        Named.of("the core stands alone", Boundaries::coreStandsAlone),
        Named.of("protocols see only the core", Boundaries::protocolsSeeOnlyTheCore),
        Named.of("the lab sees only the core", Boundaries::theLabSeesOnlyTheCore),
        Named.of("the runtime sees only the core", Boundaries::theRuntimeSeesOnlyTheCore),
        Named.of("systems see no lab", Boundaries::systemsSeeNoLab),
        Named.of("the time of day ends nothing", Boundaries::timeOfDayEndsNothing),
        Named.of("trials see no server", Boundaries::trialsSeeNoServer),
        Named.of("exercises see no scenarios", Boundaries::exercisesSeeNoScenarios),
        Named.of("nothing depends on the workbench", Boundaries::nothingDependsOnTheWorkbench),
        Named.of("packages have no cycle", Boundaries::packagesHaveNoCycle));
  }

  @ParameterizedTest
  @MethodSource("boundaries")
  void theHouseKeeps(Function<Boundaries, ArchRule> boundary) {
    boundary.apply(new Boundaries("ds")).allowEmptyShould(true).check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("boundaries")
  void anOffenderIsCaughtBy(Function<Boundaries, ArchRule> boundary) {
    ArchRule rule = boundary.apply(new Boundaries("planted"));
    assertThatThrownBy(() -> rule.check(PLANTED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("planted.");
  }

  @Test
  @DisplayName("the core has at most 20 types, nested ones not counted")
  void theCoreIsSmall() {
    assertThat(HOUSE.stream().filter(BoundariesTest::isOfCore)).hasSizeBetween(1, CORE_TYPES_MAX);
  }

  private static boolean isOfCore(JavaClass type) {
    return type.getPackageName().equals("ds.core")
        && type.isTopLevelClass()
        && !type.getSimpleName().equals("package-info");
  }
}
