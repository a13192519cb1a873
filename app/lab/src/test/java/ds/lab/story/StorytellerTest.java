package ds.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.run.Run;
import ds.lab.scenario.Scenario;
import ds.lab.story.shrink.Effort;
import ds.lab.toy.Handshake;
import ds.lab.toy.Locking;
import ds.lab.toy.Locking.Memory;
import ds.lab.toy.Register;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StorytellerTest {

  @Test
  @DisplayName("who sent what to whom, what went wrong, which property broke, how to replay it")
  void story() {
    assertThat(tell(Locking.scenario(Memory.FORGETFUL)).toString())
        .isEqualTo(
            """
            mutual exclusion breaks in 7 steps, cut down from 79
              1         0ms  s1 c1 c2 and the rest start
                               c1 sends Acquire(attempt 1) to s1
                               c2 sends Acquire(attempt 1) to s1
              2    35.719ms  s1 receives Acquire(attempt 1) from c2 (1)
                               sends Granted(attempt 1) to c2
              3    37.812ms  c2 receives Granted(attempt 1) from s1 (2)
                               entered
              4   220.968ms  s1 crashes
              5   234.947ms  s1 restarts
              6    235.87ms  s1 receives Acquire(attempt 1) from c1 (1)
                               sends Granted(attempt 1) to c1
              7   237.627ms  c1 receives Granted(attempt 1) from s1 (6)
                               entered
            broken: mutual exclusion
              [c1, c2] are inside
            replay: ./ds simulate locking --seed 1
                    ./ds simulate locking --seed 1 --trace
            """);
  }

  @Test
  @DisplayName("the operations of clients are told as calls and answers")
  void history() {
    assertThat(tell(Register.scenario()).toString())
        .contains("calls Put(number ", "calls Get", "is answered ", "broken: linearizability");
  }

  @Test
  @DisplayName("an exception is told with its cause and without the node's whole memory")
  void exception() {
    Story story = tell(Locking.scenario(Memory.CREDULOUS));
    assertThat(story.toString()).contains("broken: no node fails", "a holder leaves once");
    assertThat(story.lines()).allSatisfy(it -> assertThat(it.toString().length()).isLessThan(400));
  }

  @Test
  @DisplayName("a broken promise is told by the fault that it takes and what nodes do since")
  void promise() {
    assertThat(tell(Handshake.scenario()).toString())
        .isEqualTo(
            """
            "the greeting is answered" does not come true in 2 steps, 300ms
                             faults:
                             0ms  the network is cut: s1 | s2
                             50ms  the network is whole again: s1 | s2
                             since 300ms, when all faults were over, nothing happened
                             the last steps:
              1         0ms  all nodes start
                               s1 sends Hello to s2, in vain
            broken: the greeting is answered
              it did not happen before the end of the run
            replay: ./ds simulate handshake --seed 1
                    ./ds simulate handshake --seed 1 --trace
            """);
  }

  @Test
  @DisplayName("a run that breaks nothing has no story")
  void nothingToTell() {
    var scenario = Locking.scenario(Memory.PERSISTENT);
    assertThat(new Storyteller<>(scenario, Effort.USUAL).tell(1, "./ds")).isEmpty();
  }

  @Test
  @DisplayName("a trace has a line for every step, and for every fault and lost message")
  void trace() {
    List<Line> lines = new ArrayList<>();
    var run = new Run<>(Locking.scenario(Memory.FORGETFUL), 1, new Trace<>(lines::add));
    long steps = run.toEnd().steps();
    assertThat(lines.stream().filter(it -> it.number() > 0)).hasSize(Math.toIntExact(steps));
    assertThat(lines.stream().map(Line::toString))
        .contains(
            "  2         0ms  c1 starts; sends Acquire(attempt 1) to s1",
            "                 s1 crashes");
  }

  private static <M> Story tell(Scenario<M> scenario) {
    for (long seed = 1; seed < 1_000; seed++) {
      String command = "./ds simulate " + scenario.name() + " --seed " + seed;
      var story = new Storyteller<>(scenario, Effort.USUAL).tell(seed, command);
      if (story.isPresent()) {
        return story.get();
      }
    }
    throw new AssertionError("no seed breaks " + scenario.name());
  }
}
