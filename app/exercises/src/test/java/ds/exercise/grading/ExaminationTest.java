package ds.exercise.grading;

import static org.assertj.core.api.Assertions.assertThat;

import ds.exercise.grading.Mark.Result;
import ds.exercise.ping.PingExercise;
import ds.exercise.task.Material;
import ds.exercise.task.TestCase;
import ds.lab.source.MemoryCompiler;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Learners' classes in processes of their own.
class ExaminationTest {

  private static final Path ROOT = Path.of(System.getProperty("ds.root", "../.."));

  /// So that nobody waits for long, and a sound run needs less on a slow machine as well.
  private static final long SECONDS_MAX = 5;

  private static SortedMap<String, String> solution() {
    return Material.of(ROOT, "ping").solution();
  }

  private static List<Mark> examine(SortedMap<String, String> sources) throws InterruptedException {
    return examine(sources, Examination.SILENCE_SECONDS_MAX);
  }

  private static List<Mark> examine(SortedMap<String, String> sources, long secondsMax)
      throws InterruptedException {
    var classes = MemoryCompiler.compileAll("test", sources);
    var patience = Patience.of(secondsMax);
    var examination = new Examination<>(PingExercise.EXERCISE, classes, 2, patience);
    return examination.examine(PingExercise.EXERCISE.tests(), 1, usual -> 3, _ -> {});
  }

  private static SortedMap<String, String> with(String before, String after) {
    SortedMap<String, String> sources = solution();
    String changed = sources.get("ping/Pinger.java").replace(before, after);
    assertThat(changed).isNotEqualTo(sources.get("ping/Pinger.java"));
    sources.put("ping/Pinger.java", changed);
    return sources;
  }

  @Test
  @DisplayName("marks come in the order of the tests")
  void inOrder() throws InterruptedException {
    List<Mark> marks = examine(solution());
    assertThat(marks)
        .extracting(Mark::test)
        .containsExactlyElementsOf(
            PingExercise.EXERCISE.tests().stream().map(TestCase::name).toList());
    assertThat(marks).allMatch(Mark::isPassed);
  }

  @Test
  @DisplayName("code of the JDK that never comes back is ended, and the other tests still run")
  void silence() throws InterruptedException {
    List<Mark> marks =
        examine(
            with(
                "case TimerFired(_) -> ask(context);",
                "case TimerFired(_) ->"
                    + " java.util.stream.LongStream.range(0, Long.MAX_VALUE - 1).sum();"),
            SECONDS_MAX);
    assertThat(marks)
        .extracting(Mark::result)
        .containsExactly(Result.PASSED, Result.STOPPED, Result.PASSED, Result.STOPPED);
    assertThat(marks.get(1).why()).contains("did not come to an end within 5 s");
    assertThat(marks.get(1).seed()).as("the seed that does it again").isBetween(1L, 3L);
  }

  @Test
  @DisplayName("a node that remembers more and more is stopped, and the other tests still run")
  void memory() throws InterruptedException {
    List<Mark> marks =
        examine(
            with(
                "  private void ask(",
                """
                  private final List<Object> hoard = new java.util.ArrayList<>();

                  private void ask(Context<PingMessage> context) {
                    hoard.add(new long[1 << 24]);
                    askOnce(context);
                  }

                  private void askOnce(\
                """));
    assertThat(marks).extracting(Mark::test).hasSize(PingExercise.EXERCISE.tests().size());
    assertThat(marks).anyMatch(mark -> mark.why().contains("memory"));
  }

  /// Ctrl-C is said to all processes of a terminal, and the one that examines may hear it last.
  @Test
  @DisplayName("who is asked to end while being examined is examined all the same")
  void askedToEnd() throws InterruptedException {
    var classes = MemoryCompiler.compileAll("test", solution());
    var examination = new Examination<>(PingExercise.EXERCISE, classes, 1);
    List<Mark> marks =
        examination.examine(
            PingExercise.EXERCISE.tests(),
            1,
            _ -> 3,
            _ -> ProcessHandle.current().children().forEach(ProcessHandle::destroy));
    assertThat(marks).allMatch(Mark::isPassed);
  }

  @Test
  @DisplayName("a class that cannot be initialized fails every test with the reason")
  void unusable() throws InterruptedException {
    List<Mark> marks =
        examine(
            with(
                "private final NodeId ponger;",
                """
                private final NodeId ponger;

                static final long N = spin();

                static long spin() {
                  while (true) {}
                }
                """));
    assertThat(marks).allSatisfy(mark -> assertThat(mark.why()).contains("did not come to an end"));
  }
}
