package ds.system.kv.member;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.run.Violation;
import ds.lab.scenario.Scenario;
import ds.lab.source.ClassPath;
import ds.lab.source.MemoryCompiler;
import ds.lab.source.Patch;
import ds.lab.source.PatchFile;
import ds.lab.source.Transplant;
import ds.system.kv.member.trial.MemberScenarios;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bugs planted into the member, each of which breaks a promise under some seed; under the same
/// seed the real one keeps it. The search begins at a seed that was once found, which saves time as
/// long as the number of random draws is what it was then.
class MemberMutantsTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final int SEEDS_MAX = 500;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "takes-a-request-twice",
        "numbers-from-one",
        "tells-the-last-change-only",
        "counts-lives-as-a-follower",
        "keeps-alive-unconfirmed",
        "is-patient-for-ever",
        "proposes-again-too-soon",
        "decides-before-it-knows",
        "leaves-halves"
      })
  @DisplayName("a planted bug breaks a promise")
  void isCaught(String name) throws ReflectiveOperationException {
    hunt(name);
  }

  @ParameterizedTest
  @EnabledIfSystemProperty(named = "ds.seeds", matches = ".+", disabledReason = "for campaigns")
  @ValueSource(
      strings = {
        "reads-too-early",
        "reads-what-it-knows",
        "acknowledges-what-it-proposes",
        "snapshots-without-the-roster",
        "newcomers-know-nobody"
      })
  @DisplayName("so do others, for which a build has no time")
  void isCaughtInCampaigns(String name) throws ReflectiveOperationException {
    hunt(name);
  }

  private static void hunt(String name) throws ReflectiveOperationException {
    String text = ClassPath.text(MemberMutantsTest.class, "mutants/" + name + ".txt");
    PatchFile mutant = PatchFile.parse("mutant " + name, text);
    ClassLoader here = MemberMutantsTest.class.getClassLoader();
    var loader = new Transplant(here, List.of("ds.system.kv."), compiled(mutant));
    Scenario<?> broken = scenario(loader, mutant.field("scenario"));
    Optional<Outcome> caught =
        LongStream.iterate(Long.parseLong(mutant.field("seed")), seed -> seed + 1)
            .limit(SEEDS_MAX)
            .mapToObj(seed -> run(broken, seed))
            .filter(outcome -> outcome.violation().isPresent())
            .findFirst();
    assertThat(caught).as(mutant.words()).isPresent();
    assertThat(caught.flatMap(Outcome::violation).map(Violation::property))
        .contains(mutant.field("breaks"));
    Scenario<?> real = MemberScenarios.named(mutant.field("scenario"));
    assertThat(run(real, caught.orElseThrow().seed()).passed()).isTrue();
  }

  private static Map<String, byte[]> compiled(PatchFile mutant) {
    return MemoryCompiler.compileAll(
        mutant.name(), Patch.applyAll(mutant.patches(), MemberMutantsTest::source));
  }

  private static String source(String file) {
    try {
      return Files.readString(SOURCES.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Scenario<?> scenario(ClassLoader loader, String name)
      throws ReflectiveOperationException {
    Class<?> scenarios = Class.forName(MemberScenarios.class.getName(), true, loader);
    return (Scenario<?>) scenarios.getMethod("named", String.class).invoke(null, name);
  }

  private static <M> Outcome run(Scenario<M> scenario, long seed) {
    return new Run<>(scenario, seed).toEnd();
  }
}
