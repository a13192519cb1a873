package ds.lab.story;

import ds.lab.chance.Times;
import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.run.Violation;
import ds.lab.scenario.Property;
import ds.lab.scenario.Scenario;
import ds.lab.story.Line.Kind;
import ds.lab.story.shrink.Effort;
import ds.lab.story.shrink.Recording;
import ds.lab.story.shrink.Shrinker;
import ds.lab.story.shrink.Shrunk;
import ds.lab.story.shrink.Thinning;
import ds.lab.story.words.Words;
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
    Outcome outcome = new Run<>(scenario, seed).toEnd();
    return outcome.violation().map(violation -> tell(outcome, violation, command));
  }

  private Story tell(Outcome outcome, Violation violation, String command) {
    if (isPromise(violation.property())) {
      Scenario<M> thinned = Thinning.thin(scenario, outcome, violation.property(), effort);
      return tellWhole(thinned, outcome.seed(), " does not come true", command);
    }
    return Shrinker.shrink(Recording.of(scenario, outcome.seed()), effort)
        .map(shrunk -> tell(shrunk, command))
        .orElseGet(() -> tellWhole(scenario, outcome.seed(), " breaks", command));
  }

  private boolean isPromise(String name) {
    return scenario.properties().stream()
        .anyMatch(it -> it instanceof Property.Eventually && it.name().equals(name));
  }

  private Story tell(Shrunk<M> shrunk, String command) {
    Tale<M> tale = new Tale<>();
    shrunk.replay(tale, tale::tell);
    Teller<M> teller = new Teller<>(tale.happenings());
    Violation violation = shrunk.violation();
    StringBuilder title = new StringBuilder(violation.property());
    title.append(teller.steps() == 0 ? " breaks at once" : " breaks in " + count(teller.steps()));
    int servers = shrunk.recording().scenario().roster().servers();
    if (servers < scenario.roster().servers()) {
      title.append(" of ").append(servers).append(" servers");
    }
    long whole = shrunk.recording().outcome().steps();
    if (teller.steps() < whole) {
      title.append(", cut down from ").append(whole);
    }
    return framed(title.toString(), teller.lines(), teller.steps(), violation, command);
  }

  /// The story of a run that no part of its schedule can tell.
  private static <M> Story tellWhole(
      Scenario<M> scenario, long seed, String verdict, String command) {
    long calmAt = scenario.plot().calmAt();
    long since = calmAt > scenario.plot().horizon() ? 0 : calmAt;
    Ending<M> ending = new Ending<>(since, scenario.conditions().network());
    Run<M> run = new Run<>(scenario, seed, ending);
    var world = run.course().world();
    run.course().record(action -> ending.tell(world.now(), action));
    Outcome outcome = run.toEnd();
    Violation violation = outcome.violation().orElseThrow();
    String extent = count(outcome.steps()) + ", " + Times.text(outcome.time());
    String title = "\"" + violation.property() + "\"" + verdict + " in " + extent;
    return framed(title, ending.lines(), ending.stepsTold(), violation, command);
  }

  private static String count(long steps) {
    return steps + (steps == 1 ? " step" : " steps");
  }

  private static Story framed(
      String title, List<Line> told, int steps, Violation violation, String command) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Kind.TITLE, title));
    lines.addAll(told);
    lines.add(Line.of(Kind.BROKEN, "broken: " + violation.property()));
    lines.add(Line.of(Kind.BROKEN, "  " + Words.ends(violation.why())));
    lines.add(Line.of(Kind.COMMAND, "replay: " + command));
    lines.add(Line.of(Kind.COMMAND, "        " + command + " --trace"));
    return new Story(lines, steps);
  }
}
