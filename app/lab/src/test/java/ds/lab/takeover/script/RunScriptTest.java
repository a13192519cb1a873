package ds.lab.takeover.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.script.Language;
import ds.lab.script.Performance;
import ds.lab.script.stage.Mistake;
import ds.lab.takeover.Branch;
import ds.lab.takeover.Choice;
import ds.lab.takeover.RunLink;
import ds.lab.toy.Register;
import ds.lab.toy.Register.RegisterMessage;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunScriptTest {

  private static final Language RUNS = new RunLanguage(link -> Register.scenario());

  private static final String BREAKING = "register?seed=2&at=100000";

  private static final String TAKEN_OVER =
      "register?seed=1&at=30&do=5:call+c2+put+77;9:pause+s2;20:resume+s2;25:cut+s1+c3";

  private static RunScript script(String link) {
    RunLink parsed = RunLink.parse(link);
    Branch<RegisterMessage> branch =
        new Branch<>(Register.scenario(), parsed.seed(), parsed.choices());
    branch.upTo(parsed.at());
    return RunScript.of(parsed, branch, RUNS);
  }

  private static Performance play(String text) {
    return Performance.of("a.txt", text, RUNS);
  }

  @Test
  @DisplayName("what somebody did in a run is written down, and plays as that run")
  void writesDown() {
    RunScript script = script(TAKEN_OVER);
    assertThat(script.name()).isEqualTo("register-1.txt");
    assertThat(script.text())
        .startsWith(
            "# The run of register under seed 1, in which somebody does this: call c2 put 77,")
        .contains("./ds open '" + TAKEN_OVER + "'")
        .contains("run register?seed=1 ; to 5\n----\n5 steps, 0ms\n\n")
        .contains("call c2 put 77 ; to 9\n----\n6: c2 calls Put(number 77)\n9 steps, ")
        .contains("cut s1 c3 ; to 30\n----\n30 steps, ")
        .doesNotContain("s2 is paused", "the network is cut");
    assertThat(play(script.text())).isEqualTo(new Performance.Passed(5));
  }

  @Test
  @DisplayName("a run that has gone on is written down up to the moment that is shown")
  void upToTheMoment() {
    Branch<RegisterMessage> branch = new Branch<>(Register.scenario(), 1, List.of());
    branch.upTo(100_000);
    assertThat(RunScript.of(RunLink.parse("register?seed=1&at=30"), branch, RUNS).text())
        .contains("run register?seed=1 ; to 30\n----\n", "\n30 steps, ")
        .doesNotContain("to end");
  }

  @Test
  @DisplayName("where the run turns out differently, the script does not pass")
  void tellsAnotherRun() {
    String text = script(TAKEN_OVER).text();
    Scenario<RegisterMessage> slower = Register.scenario().network(LinkProfile.LAN);
    assertThat(Performance.of("a.txt", text, new RunLanguage(link -> slower)))
        .isInstanceOf(Performance.Differs.class);
    assertThat(play(text.replace("seed=1 ;", "seed=2 ;"))).isInstanceOf(Performance.Differs.class);
    assertThat(play(text.replace("put 77 ;", "put 78 ;"))).isInstanceOf(Performance.Differs.class);
  }

  @Test
  @DisplayName("a broken promise is not written down, so that its script fails until it is kept")
  void brokenPromise() {
    RunScript script = script(BREAKING);
    assertThat(script.text())
        .contains("# It breaks a promise at step ", "fails until that is mended: linearizability.")
        .contains("to end\n----\n", ", and the run is over\n")
        .doesNotContain("VIOLATED");
    assertThat(play(script.text())).isInstanceOf(Performance.Failed.class);
    assertThat(play(script.text())).asString().contains("VIOLATED: linearizability: ");
  }

  @Test
  @DisplayName("what clients have seen up to the end of a script is judged, though the run goes on")
  void judged() {
    assertThat(play("run register?seed=2 ; to 205"))
        .isInstanceOf(Performance.Failed.class)
        .asString()
        .contains("a.txt:1: VIOLATED: linearizability: ");
  }

  @Test
  @DisplayName("by hand the author may write that a promise breaks")
  void brokenOnPurpose() {
    String text = script(BREAKING).text();
    String failed = ((Performance.Failed) play(text)).why();
    String broken = failed.lines().filter(it -> it.contains("  + VIOLATED")).findFirst().get();
    String told = text.stripTrailing() + "\n" + broken.substring(4) + "\n";
    assertThat(play(told)).isInstanceOf(Performance.Passed.class);
  }

  @Test
  @DisplayName("a script shows fields of nodes, by name")
  void shows() {
    String text =
        """
        run register?seed=1 ; to 40 ; crash s2 ; pause c3
        show s1 s2 | held
        show c1..c3
        show s1 | nothing
        """;
    String difference = ((Performance.Malformed) play(text)).why();
    assertThat(difference).contains("a.txt:4: unknown field 'nothing'; expected held");
    String shown =
        ((Performance.Differs) play(text.replace("show s1 | nothing\n", ""))).rewritten();
    assertThat(shown).contains("\ns1: held=", "\ns2: down\n", "\nc1 c2: up\nc3: up (paused)\n");
  }

  @Test
  @DisplayName("what happens all the time is counted and not told")
  void counts() {
    String text = script("register?seed=1&at=80").text();
    assertThat(text).containsPattern("and \\d+ times invoked");
    assertThat(text.lines().filter(it -> it.contains(" calls ")).count()).isLessThan(13);
  }

  @Test
  @DisplayName("what makes no sense is told with its line")
  void mistakes() {
    assertThat(play("to 7")).asString().contains("a.txt:1: found 'to'; expected a script to begin");
    assertThat(play("run register?at=3")).asString().contains("expected the commands to say");
    assertThat(play("run register\n\nto x")).asString().contains("a.txt:3: found 'x'; expected");
    assertThat(play("run register\ncrsh s1")).asString().contains("unknown command", "'crash'");
    assertThat(play("run register\ncrash s9")).asString().contains("a.txt:2: unknown node 's9'");
    assertThat(play("run register\nto 7 8")).asString().contains("found '8'; expected the end");
  }

  @Test
  @DisplayName("a deed that no script can say is refused")
  void unspeakable() {
    RunLink link = RunLink.parse("register?seed=1&at=9&do=8:crash++s1");
    assertThat(script(link.toString()).text()).contains("crash  s1 ; to 9");
    var branch = new Branch<>(Register.scenario(), 1, link.choices());
    var odd = link.with(List.of(new Choice(8, "crash s1é")));
    assertThatThrownBy(() -> RunScript.of(odd, branch, RUNS)).isInstanceOf(Mistake.class);
  }
}
