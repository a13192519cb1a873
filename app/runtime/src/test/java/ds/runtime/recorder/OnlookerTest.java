package ds.runtime.recorder;

import static ds.runtime.recorder.Gossips.places;
import static ds.runtime.recorder.Gossips.replay;
import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Effect;
import ds.core.Event;
import ds.core.Node;
import ds.core.Step;
import ds.runtime.file.DiskStorage;
import ds.runtime.file.FaultyStorage;
import ds.runtime.recorder.Gossips.Talk;
import ds.runtime.recorder.form.Shelf.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody sees who looks on.
class OnlookerTest {

  @TempDir private Path directory;

  private void whisper(Onlooker<Talk> onlooker, int times) throws Exception {
    Recorder recorder = Recorder.open(directory, RecorderSettings.DEFAULT, DiskStorage.forOwner());
    UnaryOperator<Node<Talk>> watched = node -> Recorder.watched(node, onlooker);
    try (var gossips = new Gossips(new FaultyStorage(), recorder, watched)) {
      for (int i = 0; i < times; i++) {
        gossips.whisper("rumour " + i);
      }
    }
  }

  @Test
  @DisplayName("an onlooker sees the steps that a replay takes, each once and in their order")
  void sameAsReplayed() throws Exception {
    Map<String, List<Step<Talk>>> seen = new ConcurrentHashMap<>();
    List<Long> began = Collections.synchronizedList(new ArrayList<>());
    whisper(
        (step, time) -> {
          seen.computeIfAbsent(step.node().name(), _ -> new ArrayList<>()).add(step);
          began.add(time);
        },
        5);
    assertThat(places(directory)).hasSize(3);
    for (Place place : places(directory)) {
      List<List<Effect<Talk>>> replayed =
          replay(place, UnaryOperator.identity()).stream().map(it -> it.step().effects()).toList();
      List<Step<Talk>> steps = seen.getOrDefault(place.node(), List.of());
      assertThat(steps).extracting(Step::effects).containsExactlyElementsOf(replayed);
      assertThat(steps.getFirst().event()).isInstanceOf(Event.Started.class);
    }
    assertThat(began).hasSizeGreaterThan(100).allMatch(time -> time <= System.nanoTime());
  }

  @Test
  @DisplayName("an onlooker who fails sees nothing more, and the node goes on")
  void failing() throws Exception {
    List<Step<Talk>> seen = Collections.synchronizedList(new ArrayList<>());
    whisper(
        (step, _) -> {
          seen.add(step);
          throw new IllegalStateException("it looks away");
        },
        2);
    assertThat(seen).hasSize(3).allMatch(step -> step.event() instanceof Event.Started);
    for (Place place : places(directory)) {
      assertThat(replay(place, UnaryOperator.identity()))
          .hasSizeGreaterThan(1)
          .allMatch(step -> step.difference().isEmpty());
    }
  }
}
