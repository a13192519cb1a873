package ds.exercise.ping;

import static org.assertj.core.api.Assertions.assertThat;

import ds.exercise.grading.Bank;
import ds.exercise.grading.Examiner;
import ds.exercise.grading.Mark;
import ds.exercise.task.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The handout gives every line of its solution. Whoever types them, one paragraph after the other,
/// sees what the handout says.
class PingHandoutTest {

  private static final Path ROOT = Path.of(System.getProperty("ds.root", "../.."));
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /// What a passage is known by: a later one of the same name takes the place of an earlier one.
  private static final Pattern NAME =
      Pattern.compile(
          "(case \\w+\\((?:_, Pong)?|private (?:enum|void|int) \\w+).*", Pattern.DOTALL);

  private List<String> blocks = List.of();
  private final Map<String, String> passages = new TreeMap<>();
  private final StringBuilder imports = new StringBuilder();

  @BeforeEach
  void read() throws IOException {
    String handout = Files.readString(Material.of(ROOT, "ping").folder().resolve("README.md"));
    blocks = BLOCK.matcher(handout).results().map(MatchResult::group).toList();
  }

  private void type(int from, int to) {
    for (String block : blocks.subList(from, to)) {
      for (String passage : block.replaceAll("```(java)?\n?", "").split("\n\n", -1)) {
        Matcher name = NAME.matcher(passage);
        if (name.matches()) {
          passages.put(name.group(1), passage);
        } else {
          imports.append(passage).append('\n');
        }
      }
    }
  }

  private List<Boolean> passed() {
    String skeleton = Material.of(ROOT, "ping").skeleton().get("ping/Pinger.java");
    StringBuilder cases = new StringBuilder();
    StringBuilder members = new StringBuilder();
    passages.forEach(
        (name, text) -> (name.startsWith("case") ? cases : members).append(text).append('\n'));
    String source =
        skeleton
            .replaceFirst("(?s)\n\nimport", "\n\n" + imports + "\nimport")
            .replaceFirst(
                "(?s)case Started.*?case Received\\(var from, Ping", "case Received(_, Ping")
            .replace("case TimerFired(var timer) -> {}", "")
            .replace("switch (event) {", "switch (event) {\n" + cases)
            .replaceFirst("(?s)}\\s*$", members + "}");
    source =
        passages.containsKey("case TimerFired(") ? source : source.replace("{} // a", silent());
    var sources = new TreeMap<>(Map.of("ping/Pinger.java", source));
    var examiner = new Examiner<>(Bank.load("typed", sources, PingExercise.EXERCISE), () -> {});
    return PingExercise.EXERCISE.tests().stream()
        .map(test -> examiner.examine(test, 1, test.runs()))
        .map(Mark::isPassed)
        .toList();
  }

  private static String silent() {
    return "{}\ncase TimerFired(_) -> {} // a";
  }

  @Test
  @DisplayName("§1: the first part passes, and the second one fails")
  void theFirstQuestion() {
    type(0, 2);
    assertThat(passed()).containsExactly(true, false, false, false);
  }

  @Test
  @DisplayName("§2: a lost question is asked again, and a doubled answer is counted twice")
  void aTimer() {
    type(0, 5);
    assertThat(passed()).startsWith(true, true, false);
  }

  @Test
  @DisplayName("§3: everything passes")
  void whatADuplicateDoes() {
    type(0, blocks.size());
    assertThat(passed()).containsOnly(true);
  }
}
