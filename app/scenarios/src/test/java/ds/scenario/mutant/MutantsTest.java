package ds.scenario.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.scenario.Scenario;
import ds.lab.script.Performance;
import ds.scenario.Catalogue;
import ds.scenario.mutant.Mutant.Trap;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every planted bug is caught by its scenario, and the real code passes under the same seed.
class MutantsTest {

  /// The slowest mutant needs about a thousand; the median is below a hundred.
  private static final long SEEDS_MAX = 5_000;

  @TestFactory
  Stream<DynamicTest> everyMutantIsCaught() {
    return Mutants.all().stream()
        .map(mutant -> DynamicTest.dynamicTest(mutant.name(), () -> isCaught(mutant)));
  }

  private static void isCaught(Mutant mutant) {
    switch (mutant.trap()) {
      case Trap.OfScenario(var scenario) -> isCaughtBySeed(mutant, scenario);
      case Trap.OfScript script ->
          assertThat(Mutants.play(mutant, script)).isNotInstanceOf(Performance.Passed.class);
    }
  }

  private static void isCaughtBySeed(Mutant mutant, String scenario) {
    Scenario<?> broken = Mutants.breakScenario(mutant, scenario);
    Optional<Outcome> caught =
        LongStream.rangeClosed(1, SEEDS_MAX)
            .mapToObj(seed -> run(broken, seed))
            .filter(outcome -> outcome.violation().isPresent())
            .findFirst();
    assertThat(caught).as(mutant.mistake()).isPresent();
    Scenario<?> real = Catalogue.find(scenario).orElseThrow();
    assertThat(run(real, caught.orElseThrow().seed()).passed()).isTrue();
  }

  private static <M> Outcome run(Scenario<M> scenario, long seed) {
    return new Run<>(scenario, seed).toEnd();
  }

  @Test
  void aMutantOfClassesThatAreNotTouchedIsTheRealThing() {
    Patch harmless =
        new Patch(
            "ds/protocol/paxos/PaxosNode.java",
            List.of("return count > members.size() / 2;"),
            List.of("return 2 * count > members.size();"));
    Mutant mutant =
        new Mutant("harmless", "None.", "", new Trap.OfScenario("paxos"), List.of(harmless));
    assertThat(run(Mutants.breakScenario(mutant, "paxos"), 1))
        .isEqualTo(run(Catalogue.find("paxos").orElseThrow(), 1));
  }

  @Test
  void aMutantWhoseLinesAreGoneOrThatDoesNotCompileIsAnError() {
    String file = "ds/protocol/paxos/PaxosNode.java";
    Patch stale = new Patch(file, List.of("no such line"), List.of(""));
    assertThatThrownBy(() -> Mutants.breakScenario(with(stale), "paxos"))
        .hasMessageContaining("'no such line' does not occur");
    Patch wrong =
        new Patch(file, List.of("return count > members.size() / 2;"), List.of("nonsense"));
    assertThatThrownBy(() -> Mutants.breakScenario(with(wrong), "paxos"))
        .hasMessageContaining("mutant planted does not compile")
        .hasMessageContaining("PaxosNode.java");
  }

  private static Mutant with(Patch patch) {
    return new Mutant("planted", "None.", "", new Trap.OfScenario("paxos"), List.of(patch));
  }
}
