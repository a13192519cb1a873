package ds.lab.story;

import ds.lab.scenario.Scenario;
import ds.lab.scenario.Violation;
import ds.lab.story.Line.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs a scenario again under a seed that broke it, shrinks what happened, and tells it.
public final class Storyteller<M> {

  private final Scenario<M> scenario;
  private final Effort effort;

  public Storyteller(Scenario<M> scenario, Effort effort) {
    this.scenario = scenario;
    this.effort = effort;
  }

  /// The story of the run under `seed`.
  ///
  /// @param command which repeats the run: `./ds simulate raft --seed 17`
  /// @return empty if nothing breaks under this seed
  public Optional<Story> tell(long seed, String command) {
    Recording<M> recording = Recording.of(scenario, seed);
    return recording.outcome().violation().map(_ -> tell(recording, command));
  }

  private Story tell(Recording<M> recording, String command) {
    Optional<Shrunk<M>> shrunk = Shrinker.shrink(recording, effort);
    return shrunk.map(it -> tell(it, command)).orElseThrow();
  }

  /// The story of what is left of a run.
  public static <M> Story tell(Shrunk<M> shrunk, String command) {
    Tale<M> tale = new Tale<>();
    Recording<M> recording = shrunk.recording();
    new Trial<>(recording, shrunk.violation()).of(shrunk.schedule(), tale, tale::tell);
    Teller<M> teller = new Teller<>(tale.happenings());
    List<Line> lines = new ArrayList<>();
    Violation violation = shrunk.violation();
    lines.add(
        Line.of(
            Kind.TITLE,
            violation.property()
                + " breaks in "
                + teller.steps()
                + " steps, cut down from "
                + recording.outcome().steps()));
    lines.addAll(teller.lines());
    lines.add(Line.of(Kind.BROKEN, "broken: " + violation.property()));
    lines.add(Line.of(Kind.BROKEN, "  " + violation.why()));
    lines.add(Line.of(Kind.COMMAND, "replay: " + command));
    lines.add(Line.of(Kind.COMMAND, "        " + command + " --trace"));
    return new Story(lines, teller.steps());
  }
}
