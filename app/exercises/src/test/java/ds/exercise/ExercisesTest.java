package ds.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import ds.exercise.grading.Bank;
import ds.exercise.grading.Examiner;
import ds.exercise.grading.Mark;
import ds.exercise.grading.Told;
import ds.exercise.task.Bug;
import ds.exercise.task.Exercise;
import ds.exercise.task.Handout;
import ds.exercise.task.Hints;
import ds.exercise.task.Material;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.run.Run;
import ds.lab.scenario.Property;
import ds.lab.scenario.Scenario;
import ds.lab.story.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every exercise keeps: its solution passes, its bugs are caught for the right reason, and a
/// learner finds each promise explained.
class ExercisesTest {

  private static final Path ROOT = Path.of(System.getProperty("ds.root", "../.."));

  /// Fewer than a check tries where a test is dear; a campaign is a command.
  private static final int RUNS_MAX = 20;

  private static final int LADDER_MIN = 2;

  private static final int BUGS_MIN = 8;

  /// Each rule of figure 2 can be broken, most of them in more than one way.
  private static final int RAFT_BUGS_MIN = 24;

  static List<Exercise<?>> exercises() {
    return Exercises.all();
  }

  @TestFactory
  @DisplayName("every right solution passes every test")
  Stream<DynamicTest> rightSolutionsPass() {
    return exercises().stream().flatMap(it -> rightSolutionsPass(it));
  }

  private static <M> Stream<DynamicTest> rightSolutionsPass(Exercise<M> exercise) {
    Material material = Material.of(ROOT, exercise.name());
    Stream<DynamicTest> first = passes(exercise, "solution", material.solution());
    return material.alternative().isEmpty()
        ? first
        : Stream.concat(first, passes(exercise, "alternative", material.alternative()));
  }

  private static <M> Stream<DynamicTest> passes(
      Exercise<M> exercise, String which, SortedMap<String, String> sources) {
    Solution<M> solution = Bank.load(exercise.name() + " " + which, sources, exercise);
    Examiner<M> examiner = new Examiner<>(solution, () -> {});
    return exercise.tests().stream()
        .map(test ->
            DynamicTest.dynamicTest(
                exercise.name() + " " + which + ": " + test.name(),
                () -> {
                  int runs = Math.min(test.runs(), RUNS_MAX);
                  assertThat(examiner.examine(test, 1_000_001, runs)).isEqualTo(passed(test, runs));
                }));
  }

  private static Mark passed(TestCase<?> test, int runs) {
    return new Mark(test.name(), Mark.Result.PASSED, runs, 0, "", "");
  }

  @TestFactory
  @DisplayName("every interesting place is visited while the solution is tried")
  Stream<DynamicTest> placesAreVisited() {
    return exercises().stream().flatMap(it -> placesAreVisited(it));
  }

  private static <M> Stream<DynamicTest> placesAreVisited(Exercise<M> exercise) {
    Material material = Material.of(ROOT, exercise.name());
    Solution<M> solution = Bank.load(exercise.name(), material.solution(), exercise);
    return exercise.tests().stream()
        .map(test ->
            DynamicTest.dynamicTest(
                exercise.name() + ": " + test.name(),
                () -> assertThat(notVisited(test, test.open(solution))).isEmpty()));
  }

  private static <M> Set<String> notVisited(TestCase<M> test, Scenario<M> scenario) {
    Set<String> places = new TreeSet<>();
    for (Property<M> property : scenario.properties()) {
      if (property instanceof Property.Sometimes) {
        places.add(property.name());
      }
    }
    for (long seed = 1; seed <= test.runs() && !places.isEmpty(); seed++) {
      places.removeAll(new Run<>(scenario, seed).toEnd().seen());
    }
    return places;
  }

  @TestFactory
  @DisplayName("every bug is caught, and the property that breaks first names the cause")
  Stream<DynamicTest> bugsAreCaught() {
    return exercises().stream().flatMap(it -> bugsAreCaught(it));
  }

  private static <M> Stream<DynamicTest> bugsAreCaught(Exercise<M> exercise) {
    Material material = Material.of(ROOT, exercise.name());
    Bank<M> bank = new Bank<>(exercise, material);
    return material.bugs().stream()
        .map(bug ->
            DynamicTest.dynamicTest(
                exercise.name() + ": " + bug.name(),
                () ->
                    assertThat(bank.untilCaught(bug).caught())
                        .hasValueSatisfying(
                            mark -> assertThat(mark.property()).isEqualTo(bug.shows()))));
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void hasABugBank(Exercise<?> exercise) {
    int enough = exercise.name().equals("raft") ? RAFT_BUGS_MIN : BUGS_MIN;
    assertThat(Material.of(ROOT, exercise.name()).bugs()).hasSizeGreaterThanOrEqualTo(enough);
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void theMatrixNamesEveryBugAndEveryTest(Exercise<?> exercise) throws IOException {
    Material material = Material.of(ROOT, exercise.name());
    String matrix = Files.readString(material.folder().resolve("matrix.md"));
    assertThat(matrix).contains(exercise.tests().stream().map(TestCase::name).toList());
    assertThat(matrix).contains(material.bugs().stream().map(Bug::name).toList());
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void theHandoutExplainsEveryPromise(Exercise<?> exercise) {
    assertExplained(exercise);
  }

  private static <M> void assertExplained(Exercise<M> exercise) {
    Material material = Material.of(ROOT, exercise.name());
    Handout handout = material.handout();
    Solution<M> solution = Bank.load(exercise.name(), material.solution(), exercise);
    assertThat(handout.title()).isNotEmpty();
    assertThat(exercise.promises(solution).filter(it -> handout.explain(it).isEmpty()))
        .as("promises that the handout of %s does not explain", exercise.name())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void everyTestHasALadderOfHints(Exercise<?> exercise) {
    Hints hints = Material.of(ROOT, exercise.name()).hints();
    for (TestCase<?> test : exercise.tests()) {
      assertThat(hints.of(test.name())).as(test.name()).hasSizeGreaterThanOrEqualTo(LADDER_MIN);
    }
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void theSkeletonFailsWithAWordAboutTheHandout(Exercise<?> exercise) {
    assertSkeletonFails(exercise);
  }

  private static <M> void assertSkeletonFails(Exercise<M> exercise) {
    Solution<M> skeleton =
        Bank.load(
            exercise.name() + " skeleton", Material.of(ROOT, exercise.name()).skeleton(), exercise);
    TestCase<M> first = exercise.tests().getFirst();
    Examiner<M> examiner = new Examiner<>(skeleton, () -> {});
    Mark mark = examiner.examine(first, 1, 1);
    assertThat(mark.why()).contains("handout").contains("paragraph");
    List<Told> story = examiner.story(first, mark.seed(), "./ds check");
    assertThat(story).extracting(Told::kind).contains(Line.Kind.BROKEN);
  }
}
