package ds.scenario.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.lab.run.Run;
import ds.lab.run.StepHash;
import ds.lab.script.Performance;
import ds.lab.script.ProtocolLanguage;
import ds.lab.script.file.ScriptFile;
import ds.lab.script.stage.Mistake;
import ds.lab.takeover.Arrow.Fate;
import ds.lab.takeover.Branch;
import ds.lab.takeover.RunLink;
import ds.lab.takeover.Score;
import ds.lab.takeover.Tape;
import ds.lab.takeover.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Opens scripts by their names, as runs that can be stopped anywhere.
class ScriptLinksTest {

  private static final RunLink FIGURE_8 = RunLink.parse("raft/figure-8");

  @TestFactory
  @DisplayName("a script that is opened takes the steps that it takes when it is played")
  Stream<DynamicTest> sameSteps() throws IOException {
    return ScriptFile.all(ScriptFolder.find()).stream()
        .filter(it -> Languages.named(it.protocol()).orElseThrow() instanceof ProtocolLanguage<?>)
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> sameSteps(file)));
  }

  private static void sameSteps(ScriptFile file) throws IOException {
    var language = (ProtocolLanguage<?>) Languages.named(file.protocol()).orElseThrow();
    var opened = Scripts.open(RunLink.parse(file.name().replaceFirst("\\.txt$", "")));
    assertThat(inPieces(opened)).isEqualTo(played(file, language));
  }

  private static <M> String played(ScriptFile file, ProtocolLanguage<M> language)
      throws IOException {
    var hash = new StepHash<M>();
    Performance.of(file.name(), Files.readString(file.path()), language.play(hash));
    return hash.toString();
  }

  private static <M> String inPieces(Score<M> score) {
    var hash = new StepHash<M>();
    var run = new Run<>(score.scenario(), RunLink.NO_SEED, hash, score.course());
    long step = 1;
    while (!run.upTo(step)) {
      step++;
    }
    return hash.toString();
  }

  @Test
  @DisplayName("a moment of a script is the same, whichever way one came to it")
  void moments() {
    var branch = new Branch<>(Scripts.open(FIGURE_8));
    branch.upTo(1_000);
    assertThat(branch.isOver()).isTrue();
    assertThat(branch.run().watch().violation()).isEmpty();
    List<String> forward = new ArrayList<>();
    List<String> back = new ArrayList<>();
    for (long step = 20; step <= 40; step++) {
      new Visit<>(branch).to(step, hand -> forward.add(hand.flights().toString()));
    }
    var visit = new Visit<>(branch);
    for (long step = 40; step >= 20; step--) {
      visit.to(step, hand -> back.addFirst(hand.flights().toString()));
    }
    assertThat(back).isEqualTo(forward);
    assertThat(Set.copyOf(back)).hasSizeGreaterThan(10);
  }

  @Test
  @DisplayName("what a script loses and breaks can be drawn")
  void drawn() {
    var branch = new Branch<>(Scripts.open(FIGURE_8));
    branch.upTo(1_000);
    assertThat(branch.tape().spells()).hasSize(3).allMatch(it -> it.toStep() > it.fromStep());
    assertThat(branch.tape().arrows())
        .filteredOn(it -> it.fate() == Fate.DROPPED_BY_HAND)
        .isNotEmpty();
    assertThat(branch.tape().shots()).extracting(Tape.Shot::time).isSorted();
  }

  @Test
  @DisplayName("a hand takes a script over: from there on nothing happens by itself")
  void takenOver() {
    var script = new Branch<>(Scripts.open(FIGURE_8));
    script.upTo(1_000);
    var fork = script.forked(30);
    assertThat(fork.isOver()).isFalse();
    long left = fork.steps();
    fork.act("isolate s2");
    fork.upTo(1_000);
    assertThat(fork.steps()).isEqualTo(left).isLessThan(script.steps());
    long id = flight(fork);
    fork.act("deliver " + id);
    assertThatThrownBy(() -> fork.act("delay " + id + " 5ms")).hasMessageContaining("waits");
    RunLink link = fork.score().link().with(fork.choices()).at(fork.steps());
    assertThat(link)
        .hasToString(
            "raft/figure-8?at=%d&do=%d:isolate+s2;%d:deliver+%d", left + 1, left, left, id);
    var again = new Branch<>(Scripts.open(RunLink.parse(link.toString())));
    assertThat(again.tape().shots()).hasToString(fork.tape().shots().toString());
  }

  private static long flight(Branch<?> branch) {
    return branch.run().course().hand().flights().stream()
        .filter(it -> it.envelope().to().isUp() && !it.envelope().to().id().name().equals("s2"))
        .filter(it -> !it.envelope().from().id().name().equals("s2"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  @DisplayName("a script about a run is that run, with what is done in it")
  void runs() {
    RunLink link = Scripts.open(RunLink.parse("runs/lost-answer?at=112")).link();
    assertThat(link.scenario()).isEqualTo("raft-steady");
    assertThat(link.at()).isEqualTo(112);
    assertThat(link).asString().contains("seed=4&servers=3", "112:fire+c2+TIMEOUT");
  }

  @Test
  @DisplayName("no link opens what is no script, or asks of one what it has not")
  void mistakes() {
    refused("raft/figure-9", "unknown scenario 'raft/figure-9'");
    refused("raft/../mutants/index", "unknown scenario");
    refused("raft/figure-8?seed=7", "has no seed");
    refused("raft/figure-8?servers=7", "who takes part");
    refused("runs/lost-answer?do=5:crash+s1", "expected what is done in that run: raft-steady");
  }

  private static void refused(String link, String why) {
    assertThatThrownBy(() -> Scripts.open(RunLink.parse(link)))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining(why);
  }
}
