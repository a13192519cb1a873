package ds.workbench.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.browser.Desk;
import ds.exercise.ping.PingExercise;
import ds.lab.script.stage.Mistake;
import ds.lab.source.MemoryCompiler;
import ds.lab.takeover.RunLink;
import ds.workbench.terminal.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnScenariosTest {

  private static final Path SOLUTION = Path.of("../exercises/ping/solution/ping/Pinger.java");

  private static final String MINE =
      """
      package mine;

      import ds.lab.scenario.Scenario;
      import ds.protocol.paxos.PaxosMessage;

      public final class Duel {
        public static Scenario<PaxosMessage> scenario() {
          return Other.duel().lasting(400);
        }
      }
      """;

  private static final String OTHER =
      """
      package mine;

      import ds.lab.scenario.Scenario;
      import ds.protocol.paxos.PaxosMessage;
      import ds.scenario.paxos.PaxosScenarios;

      final class Other {
        static Scenario<PaxosMessage> duel() {
          return PaxosScenarios.duel(3);
        }
      }
      """;

  @TempDir private Path folder;

  private static OwnScenarios forgetful() throws IOException {
    String wrong = Files.readString(SOLUTION).replace("number == asked", "number <= asked");
    var classes = MemoryCompiler.compileAll("Pinger", Map.of("ping/Pinger.java", wrong));
    return OwnSolution.of(PingExercise.EXERCISE, classes, "a-doubled-answer");
  }

  @Test
  @DisplayName("a learner's node is opened where it broke a promise, and can be looked into")
  void learner() throws IOException {
    OwnScenarios own = forgetful();
    RunLink link = own.atViolation(RunLink.parse("ping/a-doubled-answer?seed=4"));
    assertThat(link.at()).isPositive();
    Desk desk = new Desk(own);
    assertThat(desk.open(link.toString()))
        .contains("\"broken\":true,\"property\":\"every answer is reported once\"")
        .contains("\"steps\":" + link.at() + ",", "\"scenario\":\"ping/a-doubled-answer\"");
    assertThat(desk.state(1, (int) link.at())).contains("\"name\":\"asked\"");
    assertThat(desk.act(1, 3, "crash s1")).contains("\"branch\":1");
  }

  @Test
  @DisplayName("the scenarios of the house are there too, and a wrong name is answered")
  void house() throws IOException {
    OwnScenarios own = forgetful();
    assertThat(own.open(RunLink.parse("raft?seed=3")).name()).isEqualTo("raft");
    assertThatThrownBy(() -> own.open(RunLink.parse("ping/nothing"))).isInstanceOf(Mistake.class);
    assertThatThrownBy(() -> own.open(RunLink.parse("ping/a-doubled-answer?servers=4")))
        .isInstanceOf(Mistake.class);
  }

  @Test
  @DisplayName("a Java file with a scenario is compiled with what lies beside it")
  void source() throws IOException {
    Path home = Files.createDirectories(folder.resolve("src/mine"));
    Files.writeString(home.resolve("Other.java"), OTHER);
    String file = Files.writeString(home.resolve("Duel.java"), MINE).toString();
    assertThat(SourceScenario.isFile(file)).isTrue();
    OwnScenarios own = SourceScenario.of(file);
    RunLink link = RunLink.of(file, 2);
    assertThat(new Desk(own).open(link.toString())).contains("\"run\":1", "\"seed\":\"2\"");
  }

  @Test
  @DisplayName("a file that has no scenario is answered in words")
  void mistakes() throws IOException {
    Path file = folder.resolve("Duel.java");
    Files.writeString(file, "class Duel { int x = y; }");
    assertThatThrownBy(() -> SourceScenario.of(file.toString()))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("does not compile");
    Files.writeString(
        file, "public class Duel { public static String scenario() { return null; } }");
    assertThatThrownBy(() -> SourceScenario.of(file.toString()))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("has no scenario");
  }
}
