package ds.workbench.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.browser.Desk;
import ds.exercise.Exercises;
import ds.exercise.ping.PingExercise;
import ds.exercise.task.Exercise;
import ds.lab.script.stage.Mistake;
import ds.lab.source.MemoryCompiler;
import ds.lab.takeover.RunLink;
import ds.workbench.terminal.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    for (String said : List.of("&at=3", "&do=5:crash+s1")) {
      RunLink other = RunLink.parse("ping/a-doubled-answer?seed=4" + said);
      assertThat(own.atViolation(other)).as("it says itself what is shown").isEqualTo(other);
    }
    RunLink good = RunLink.parse("paxos?seed=3");
    assertThat(own.atViolation(good)).isEqualTo(good);
    Desk desk = new Desk(own);
    assertThat(desk.open(link.toString()))
        .contains("\"broken\":true,\"property\":\"every answer is reported once\"")
        .contains("\"steps\":" + link.at() + ",", "\"scenario\":\"ping/a-doubled-answer\"");
    assertThat(desk.state(1, (int) link.at())).contains("\"name\":\"asked\"");
    assertThat(desk.act(1, 3, "crash s1")).contains("\"branch\":1");
    assertThat(desk.script(1, 3)).contains("scripts are about scenarios of the house");
  }

  @Test
  @DisplayName("a solution that does not fit is told to whoever asks for its test")
  void unfit() {
    var classes = MemoryCompiler.compileAll("Other", Map.of("ping/Other.java", "class Other {}"));
    assertThatThrownBy(() -> OwnSolution.of(PingExercise.EXERCISE, classes, "a-doubled-answer"))
        .isInstanceOf(Complaint.class);
    assertThat(OwnSolution.of(PingExercise.EXERCISE, classes, "another").own()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "exactly-once, put-and-get, put x 7 0",
    "primary-backup, one-server, put x 7",
    "replicated-kv, a-leader-is-lost, put x 7"
  })
  @DisplayName("the clients of exercises, too, call what somebody chooses")
  void callers(String name, String test, String operation) throws IOException {
    Desk desk = new Desk(solved(Exercises.find(name).orElseThrow(), test));
    assertThat(desk.open(name + "/" + test + "?seed=1")).contains("\"run\":1");
    int step = 20;
    while (desk.act(1, step, "call c1 " + operation).contains("\"error\"")) {
      assertThat(++step).as("c1 is free at some step").isLessThan(400);
    }
    assertThat(desk.act(1, step + 1, "call c1 get x")).contains("c1 waits for an answer");
    assertThat(desk.act(1, step, "call c1 pat x")).contains("expected one of: put KEY VALUE");
    desk.forward(1, 400);
    assertThat(desk.history(1))
        .containsPattern("\"client\":\"c1\",\"call\":\"Put.key x, value 7[^}]*\"status\":\"ok\"");
  }

  private static <M> OwnScenarios solved(Exercise<M> exercise, String test) throws IOException {
    Path folder = Path.of("../exercises", exercise.name(), "solution");
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        sources.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    var classes = MemoryCompiler.compileAll(exercise.name(), sources);
    return OwnSolution.of(exercise, classes, test);
  }

  @Test
  @DisplayName("the scenarios of the house are there too, and a wrong name is answered")
  void house() throws IOException {
    OwnScenarios own = forgetful();
    assertThat(own.all().getFirst().name()).startsWith("ping/");
    assertThat(own.scripts()).as("scripts, which are of the house").isEmpty();
    assertThat(own.open(RunLink.parse("raft?seed=3")).scenario().name()).isEqualTo("raft");
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
    Files.writeString(home.resolve("Other.java"), OTHER.replace("duel(3)", "duel(x)"));
    assertThatThrownBy(() -> SourceScenario.of(file)).hasMessageContaining("mine/Other.java:9: ");
  }

  @Test
  @DisplayName("a folder with more than anybody writes beside a scenario is not compiled")
  void crowded() throws IOException {
    String file = Files.writeString(folder.resolve("Duel.java"), "class Duel {}").toString();
    for (int i = 0; i < 500; i++) {
      Files.writeString(folder.resolve("Beside" + i + ".java"), "");
    }
    assertThatThrownBy(() -> SourceScenario.of(file))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("more than 500 Java files");
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
    Files.writeString(
        file,
        "public class Duel { public static String scenario() { throw new Error(\"no luck\"); } }");
    assertThatThrownBy(() -> SourceScenario.of(file.toString()))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("Duel.scenario() failed: java.lang.Error: no luck");
  }
}
