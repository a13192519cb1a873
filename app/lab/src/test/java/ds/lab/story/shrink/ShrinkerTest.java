package ds.lab.story.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import ds.core.Step;
import ds.lab.fault.Fault;
import ds.lab.scenario.Scenario;
import ds.lab.toy.Locking;
import ds.lab.toy.Locking.LockMessage;
import ds.lab.toy.Locking.Memory;
import ds.lab.toy.Register;
import ds.lab.world.Action;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

  private static final NodeId SERVER = new NodeId("s1");

  @Test
  @DisplayName("the forgetful lock comes down to a grant, a crash and another grant")
  void knownMinimum() {
    Shrunk<LockMessage> shrunk = shrunk(Locking.scenario(Memory.FORGETFUL));
    assertThat(shrunk.schedule().stream().map(it -> name(it.action())))
        .containsExactly("Acquire", "Granted", "Begin", "End", "Acquire", "Granted");
    assertThat(shrunk.schedule().get(2).action())
        .isEqualTo(new Action.Begin<>(new Fault.Crashed(SERVER)));
    assertThat(shrunk.minimal()).isTrue();
  }

  @Test
  @DisplayName("leaving out any single moment more would let the property hold")
  void minimal() {
    Shrunk<LockMessage> shrunk = shrunk(Locking.scenario(Memory.FORGETFUL));
    Trial<LockMessage> trial = new Trial<>(shrunk.recording(), shrunk.violation());
    assertThat(trial.of(shrunk.schedule())).isPresent();
    for (int i = 0; i < shrunk.schedule().size(); i++) {
      List<Moment<LockMessage>> less = new ArrayList<>(shrunk.schedule());
      less.remove(i);
      assertThat(trial.of(less)).as("without %s", shrunk.schedule().get(i)).isEmpty();
    }
  }

  @Test
  @DisplayName("the same seed shrinks to the same schedule")
  void deterministic() {
    assertThat(shrunk(Locking.scenario(Memory.FORGETFUL)).schedule())
        .isEqualTo(shrunk(Locking.scenario(Memory.FORGETFUL)).schedule());
  }

  @Test
  @DisplayName("a history that no order explains is cut down to the operations at odds")
  void history() {
    Shrunk<Register.RegisterMessage> shrunk = shrunk(Register.scenario());
    List<Step<Register.RegisterMessage>> steps = new ArrayList<>();
    shrunk.replay((_, step) -> steps.add(step), _ -> {});
    assertThat(shrunk.violation().property()).isEqualTo("linearizability");
    assertThat(steps).as("5 starts, a write at one server, two reads").hasSizeLessThan(18);
  }

  @Test
  @DisplayName("an exception is shrunk to the same exception")
  void exception() {
    Scenario<LockMessage> scenario = Locking.scenario(Memory.CREDULOUS);
    Shrunk<LockMessage> shrunk = shrunk(scenario);
    assertThat(shrunk.violation().why()).contains("a holder leaves once");
  }

  @Test
  @DisplayName("without any effort left all that happened remains")
  void noEffort() {
    Recording<LockMessage> recording = failing(Locking.scenario(Memory.FORGETFUL));
    Shrunk<LockMessage> shrunk = Shrinker.shrink(recording, Effort.steps(1)).orElseThrow();
    assertThat(shrunk.violation()).isEqualTo(recording.outcome().violation().orElseThrow());
    assertThat(shrunk.minimal()).isFalse();
  }

  private static <M> Shrunk<M> shrunk(Scenario<M> scenario) {
    return Shrinker.shrink(failing(scenario), Effort.USUAL).orElseThrow();
  }

  private static <M> Recording<M> failing(Scenario<M> scenario) {
    for (long seed = 1; seed < 1_000; seed++) {
      Recording<M> recording = Recording.of(scenario, seed);
      if (recording.outcome().violation().isPresent()) {
        return recording;
      }
    }
    throw new AssertionError("no seed breaks " + scenario.name());
  }

  private static String name(Action<?> action) {
    return action instanceof Action.Deliver<?>(_, _, var message)
        ? message.getClass().getSimpleName()
        : action.getClass().getSimpleName();
  }
}
