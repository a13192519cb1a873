package ds.scenario.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.scenario.Scenario;
import ds.lab.source.Patch;
import ds.scenario.Catalogue;
import ds.scenario.mutant.Mutant.Trap;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every mutant fits the sources. Those that no script tells apart are caught by their scenario,
/// under which the real code passes with the same seed. `./ds mutants` hunts all of them by seeds.
class MutantsTest {

  private static final long SEEDS_MAX = 2_000;

  @TestFactory
  Stream<DynamicTest> everyMutantFitsTheSources() {
    return Mutants.all().stream()
        .map(mutant ->
            DynamicTest.dynamicTest(
                mutant.name(), () -> assertThat(MutantCompiler.compile(mutant)).isNotEmpty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raft/counts-learners",
        "raft/writes-nothing",
        "store/executes-twice",
        "store/forgets-a-delete",
        "store/retries-as-a-new-request",
        "store/snapshots-without-sessions"
      })
  void aMutantIsCaughtBySeed(String name) {
    Mutant mutant = Mutants.find(name).orElseThrow();
    String scenario = mutant.trap().name();
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
  void theSearchBeginsAtTheSeedThatAMutantNames() {
    String text = "# A bug.\nsource: here\nscenario: raft\n%sfile: a/B.java\n-    x\n+    y\n";
    assertThat(Mutant.parse("m", text.formatted("")).trap())
        .isEqualTo(new Trap.OfScenario("raft", 1));
    assertThat(Mutant.parse("m", text.formatted("from: 42\n")).trap())
        .isEqualTo(new Trap.OfScenario("raft", 42));
    assertThatThrownBy(() -> Mutant.parse("m", text.formatted("from: 0\n")))
        .hasMessageContaining("found 'from: 0'; expected the first seed");
  }

  @Test
  void aMutantOfClassesThatAreNotTouchedIsTheRealThing() {
    Patch harmless =
        new Patch(
            "ds/protocol/paxos/PaxosNode.java",
            List.of("return count > members.size() / 2;"),
            List.of("return 2 * count > members.size();"));
    Mutant mutant =
        new Mutant("harmless", "None.", "", new Trap.OfScenario("paxos", 1), List.of(harmless));
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
    return new Mutant("planted", "None.", "", new Trap.OfScenario("paxos", 1), List.of(patch));
  }
}
