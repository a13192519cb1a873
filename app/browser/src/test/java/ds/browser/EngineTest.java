package ds.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.script.file.ScriptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The answers that a page gets, asked for on a JVM.
class EngineTest {

  /// The scripts as they stand in the source tree.
  static final Path SCRIPTS = Path.of("../scenarios/src/main/resources/scenarios");

  @Test
  @DisplayName("a run opens at the step of its link, and gives the link back")
  void opens() {
    String overview = Engine.open("raft?seed=42&at=120");
    assertThat(overview).contains("\"link\":\"raft?seed=42&at=120\"", "\"first\":10");
    assertThat(overview).contains("\"broken\":false", "AppendEntries", "\"kind\":\"cut\"");
    int run = run(overview);
    Engine.close(run);
    assertThat(Engine.state(run, 120)).contains("no run " + run + " is open");
  }

  @Test
  @DisplayName("a moment before all have started, or behind the end, is the nearest that there is")
  void nearest() {
    String beginning = Engine.open("paxos?seed=3");
    assertThat(number(beginning, "at")).isEqualTo(number(beginning, "first")).isEqualTo(3);
    int run = run(beginning);
    assertThat(Engine.act(run, 0, "crash s1")).contains("do=3:crash+s1");
    assertThat(Engine.branches(run)).contains("\"parent\":0,\"from\":3,");
    assertThat(unescaped(Engine.script(run, 99_999))).contains("to 3\n").doesNotContain("99999");
    Engine.close(run);
    String end = Engine.open("paxos?seed=3&at=99999");
    int steps = number(end, "steps");
    assertThat(number(end, "at")).isEqualTo(steps).isLessThan(99_999);
    assertThat(Engine.act(run(end), steps, "crash s1")).contains("\"branch\":1,");
    assertThat(Engine.branches(run(end))).contains("\"branch\":0,", "\"choices\":[],");
    Engine.close(run(end));
  }

  @Test
  @DisplayName("a script opens by its name, and is left where a hand takes over")
  void opensScripts() throws IOException {
    assertThat(Engine.open("paxos/no-such-thing")).contains("unknown scenario");
    shelve();
    assertThat(Engine.scripts()).contains("\"raft/figure-8\"", "\"runs/lost-answer\"");
    int run = run(Engine.open("raft/figure-8?at=42"));
    String overview = Engine.overview(run);
    assertThat(overview).contains("\"link\":\"raft/figure-8?at=42\"", "\"seed\":\"\"");
    assertThat(overview).contains("A leader may not count replicas", "but by your hand");
    assertThat(Engine.pending(run, 42)).contains("\"due\":-1").doesNotContain("delay ");
    assertThat(Engine.script(run, 42)).contains("is a script already");
    assertThat(Engine.svg(run, 30, 42)).contains("raft/figure-8, steps 30 to 42");
    assertThat(Engine.act(run, 42, "crash s3")).contains("raft/figure-8?at=42&do=42:crash+s3");
    assertThat(Engine.forward(run, 10)).contains("\"steps\":42,");
    Engine.close(run);
    assertThat(Engine.open("runs/lost-answer?at=112"))
        .contains("\"link\":\"raft-steady?seed=4&servers=3&at=112&do=105:pause+c1;");
  }

  @Test
  @DisplayName("what is asked wrongly is answered in a sentence")
  void mistakes() {
    assertThat(Engine.open("rfat")).contains("unknown scenario 'rfat'", "did you mean 'raft'?");
    assertThat(Engine.open("raft?seed=x")).startsWith("{\"error\":");
    assertThat(Engine.state(77, 1)).contains("no run 77 is open");
    int run = run(Engine.open("paxos"));
    assertThat(Engine.act(run, 10, "crsh s1")).contains("unknown deed 'crsh'", "'crash'");
    assertThat(Engine.act(run, 10, "crash s9")).contains("unknown node 's9'");
    assertThat(Engine.act(run, 10, "deliver 99999")).contains("no message of this number");
    assertThat(Engine.act(run, 99999, "heal")).contains("found step 99999");
    assertThat(Engine.go(run, 5)).contains("found branch 5");
    Engine.close(run);
  }

  @Test
  @DisplayName("a hand's deed branches the run, and the branch's link leads to the same state")
  void branches() {
    int run = run(Engine.open("raft?seed=42"));
    String branched = Engine.act(run, 300, "crash s1");
    assertThat(branched).contains("\"branch\":1", "do=300:crash+s1");
    Engine.forward(run, 200);
    int steps = number(Engine.overview(run), "steps");
    assertThat(steps).isEqualTo(500);
    assertThat(Engine.branches(run)).contains("\"parent\":0,\"from\":300,\"steps\":500");
    String link = text(Engine.link(run, steps), "link");
    int again = run(Engine.open(link));
    assertThat(Engine.state(again, steps)).isEqualTo(Engine.state(run, steps));
    assertThat(Engine.view(again, 1, steps)).isEqualTo(Engine.view(run, 1, steps));
    assertThat(Engine.go(run, 0)).contains("\"branch\":0");
    Engine.close(run);
    Engine.close(again);
  }

  @Test
  @DisplayName("a step back shows the state that was shown on the way there")
  void stepsBack() {
    int run = run(Engine.open("raft?seed=42"));
    String earlier = Engine.state(run, 400);
    assertThat(Engine.state(run, 401)).isNotEqualTo(earlier);
    assertThat(Engine.state(run, 400)).isEqualTo(earlier);
    assertThat(earlier).contains("\"name\":\"role\"", "\"synced\":true", "\"changed\":true");
    Engine.close(run);
  }

  @Test
  @DisplayName("a moment is the same, whichever way one came to it")
  void everyWay() {
    int forward = run(Engine.open("raft?seed=42"));
    int back = run(Engine.open("raft?seed=42"));
    Engine.state(back, 400);
    int slices = 0;
    while (Engine.prepare(back, 370, "").contains("true")) {
      slices++;
    }
    assertThat(slices).isBetween(10, 1_000);
    List<String> seen = new ArrayList<>();
    for (int step = 320; step <= 400; step++) {
      seen.add(Engine.state(forward, step) + Engine.pending(forward, step));
    }
    for (int step = 400; step >= 320; step--) {
      String again = Engine.state(back, step) + Engine.pending(back, step);
      assertThat(again).isEqualTo(seen.get(step - 320));
    }
    Engine.close(forward);
    Engine.close(back);
  }

  @Test
  @DisplayName("what steps did is told in the order of the steps, writes that end between them too")
  void marks() {
    int run = run(Engine.open("raft?seed=42"));
    String view = Engine.view(run, 1, 400);
    String marks = view.substring(view.indexOf("\"marks\":"));
    assertThat(numbers(marks, "step")).hasSizeGreaterThan(400).isSorted();
    assertThat(numbers(marks, "kind").subList(0, 200)).contains(0, 3, 6);
    Engine.close(run);
  }

  private static List<Integer> numbers(String json, String column) {
    Matcher found = Pattern.compile("\"" + column + "\":\\[([\\d,]+)]").matcher(json);
    assertThat(found.find()).as(column).isTrue();
    return Stream.of(found.group(1).split(",")).map(Integer::valueOf).toList();
  }

  @Test
  @DisplayName("whoever is down can be cut off, and who is cut off cannot be so again")
  void isolation() {
    int run = run(Engine.open("raft-steady?seed=7"));
    Engine.act(run, 200, "crash s1");
    assertThat(Engine.pending(run, 200)).contains("\"restart s1\",\"isolate s1\"");
    Engine.act(run, 200, "isolate s1");
    assertThat(Engine.pending(run, 200)).contains("[\"restart s1\"]", "\"isolate s2\"");
    Engine.act(run, 200, "heal s1 s2");
    assertThat(Engine.pending(run, 200)).contains("\"isolate s1\"");
    Engine.close(run);
  }

  @Test
  @DisplayName("of many nodes only those are told of that one looks at")
  void chosen() {
    int run = run(Engine.open("raft?seed=42&servers=50"));
    String two = Engine.stateOf(run, 300, "3 17");
    assertThat(two).contains("\"node\":3,", "\"node\":17,").doesNotContain("\"node\":4,");
    String all = Engine.state(run, 300);
    for (String node : two.substring(two.indexOf("{\"node\":3,")).split("(?=\\{\"node\":)", -1)) {
      assertThat(all).contains(node.replaceAll("[],}]*$", ""));
    }
    assertThat(Engine.stateOf(run, 300, "3 170")).contains("found node '170'");
    Engine.close(run);
  }

  @Test
  @DisplayName("pending messages come in the order in which they would arrive")
  void order() {
    int run = run(Engine.open("raft?seed=42"));
    for (int step = 60; step <= 160; step++) {
      String messages = Engine.pending(run, step).split("\"timers\":", -1)[0];
      Stream<MatchResult> due = Pattern.compile("\"due\":([\\d.]+)").matcher(messages).results();
      assertThat(due.map(it -> Double.valueOf(it.group(1)))).as("at " + step).isSorted();
    }
    assertThat(Engine.pending(run, 110).split("\"deliver ", -1)).hasSizeGreaterThan(4);
    Engine.close(run);
  }

  @Test
  @DisplayName("pending messages can be delivered, dropped, doubled and delayed")
  void pending() {
    int run = run(Engine.open("raft?seed=42"));
    Matcher found = Pattern.compile("\"deliver (\\d+)\"").matcher(Engine.pending(run, 128));
    assertThat(found.find()).isTrue();
    String id = found.group(1);
    assertThat(Engine.act(run, 128, "duplicate " + id)).contains("\"branch\":1");
    assertThat(Engine.act(run, 128, "deliver " + id)).contains("\"steps\":129");
    assertThat(Engine.act(run, 129, "deliver " + id)).contains("no message of this number");
    Engine.go(run, 0);
    assertThat(Engine.act(run, 128, "delay " + id + " 50ms")).contains("\"branch\":2");
    assertThat(Engine.pending(run, 128)).contains("\"deliver ");
    Engine.go(run, 0);
    assertThat(Engine.act(run, 128, "drop " + id)).contains("\"branch\":3");
    assertThat(Engine.view(run, 1, 128)).contains("\"fate\":[").containsPattern("\"fate\":.*6");
    Engine.close(run);
  }

  @Test
  @DisplayName("promises turn at a step, and clients' calls have answers")
  void promises() {
    int run = run(Engine.open("raft?seed=42"));
    assertThat(Engine.properties(run))
        .contains("\"name\":\"linearizability\",\"kind\":\"judged\",\"verdict\":\"holds\"")
        .containsPattern("every client is served.{1,60}reached\",\"step\":\\d");
    assertThat(Engine.history(run)).contains("\"status\":\"ok\"", "\"verdict\":\"holds\"");
    Engine.close(run);
  }

  @Test
  @DisplayName("a client calls what somebody chooses, if it is free, and the judge hears of it")
  void calls() {
    int run = run(Engine.open("raft?seed=42"));
    assertThat(Engine.pending(run, 15))
        .contains("{\"node\":5,\"why\":\"\",\"usages\":[\"put KEY VALUE\",")
        .contains("{\"node\":7,\"why\":\"c3 waits for an answer, and has one call at a time\"");
    assertThat(Engine.act(run, 15, "call c1 put x"))
        .contains("found 'put x'; expected one of: put");
    assertThat(Engine.act(run, 15, "call s1 get x")).contains("s1 cannot be told what to call");
    assertThat(Engine.act(run, 15, "call c1 put x 7")).contains("do=15:call+c1+put+x+7");
    assertThat(Engine.act(run, 16, "call c1 get x")).contains("c1 waits for an answer");
    Engine.forward(run, 100_000);
    assertThat(Engine.history(run))
        .contains("\"client\":\"c1\",\"call\":\"Put(key x, value 7)\"")
        .containsPattern("value 7..,.result.:.Stored[^}]*.status.:.ok.")
        .contains("\"verdict\":\"holds\"");
    Engine.close(run);
    int clocks = run(Engine.open("clocks?seed=1"));
    assertThat(Engine.pending(clocks, 10)).contains("\"callers\":[]");
    Engine.close(clocks);
  }

  @Test
  @DisplayName("a branch is taken away as a script, which plays as that branch")
  void scripts() {
    int run = run(Engine.open("raft?seed=42"));
    Engine.act(run, 15, "call c1 put x 7");
    Engine.forward(run, 100);
    Engine.act(run, 116, "crash s5");
    Engine.forward(run, 200);
    String answer = Engine.script(run, 300);
    assertThat(answer).startsWith("{\"name\":\"raft-42.txt\",\"text\":\"# The run of raft ");
    String script = unescaped(answer);
    assertThat(script).contains("\ncall c1 put x 7 ; to ", "\ncrash s5 ; to ", "\n300 steps, ");
    assertThat(Engine.play("runs", script)).contains("Passed");
    assertThat(Engine.play("runs", script.replace("crash s5", "crash s4"))).contains("Differs");
    assertThat(unescaped(Engine.script(run, 60))).contains("call c1").doesNotContain("crash s5");
    Engine.go(run, 0);
    assertThat(unescaped(Engine.script(run, 200)))
        .as("it stops where a promise came true")
        .contains("run raft?seed=42 ; to 124\n----\n124 steps, ", "124: seen: a second leader is");
    Engine.close(run);
  }

  private static String unescaped(String answer) {
    return answer
        .substring(answer.indexOf("\"text\":\"") + 8, answer.length() - 2)
        .replace("\\u000a", "\n")
        .replace("\\\"", "\"");
  }

  /// Gives the engine what a page fetches.
  static void shelve() throws IOException {
    for (ScriptFile file : ScriptFile.all(SCRIPTS)) {
      Engine.shelve(file.name().replaceFirst("\\.txt$", ""), Files.readString(file.path()));
    }
  }

  /// The number of the run that an overview is about.
  static int run(String overview) {
    return number(overview, "run");
  }

  private static int number(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
    assertThat(found.find()).as(json).isTrue();
    return Integer.parseInt(found.group(1));
  }

  private static String text(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    assertThat(found.find()).as(json).isTrue();
    return found.group(1);
  }
}
