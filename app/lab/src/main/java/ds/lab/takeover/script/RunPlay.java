package ds.lab.takeover.script;

import ds.lab.scenario.Scenario;
import ds.lab.script.Play;
import ds.lab.script.stage.Mistake;
import ds.lab.script.stage.Words;
import ds.lab.takeover.RunLink;
import ds.lab.takeover.Score;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A script about a run being played: its first command says which.
final class RunPlay implements Play {

  private static final String RUN = "run";
  private static final String USAGE = "run SCENARIO?seed=N[&servers=N]";

  private final Function<RunLink, Scenario<?>> scenarios;
  private Optional<Ride<?>> ride = Optional.empty();

  RunPlay(Function<RunLink, Scenario<?>> scenarios) {
    this.scenarios = scenarios;
  }

  @Override
  public void perform(List<String> command) {
    if (ride.isEmpty()) {
      ride = Optional.of(begun(command));
    } else {
      ride.get().perform(command);
    }
  }

  @Override
  public List<String> printed() {
    return ride.map(Ride::printed).orElse(List.of());
  }

  @Override
  public Optional<String> trouble() {
    return ride.flatMap(Ride::trouble);
  }

  /// The run with all that has been done in it.
  Optional<RunLink> link() {
    return ride.map(Ride::link);
  }

  @Override
  public void judge() {
    ride.ifPresent(Ride::judge);
  }

  private Ride<?> begun(List<String> command) {
    if (!command.getFirst().equals(RUN)) {
      throw new Mistake(
          "found '" + command.getFirst() + "'; expected a script to begin with: " + USAGE);
    }
    var words = new Words(USAGE, command.subList(1, command.size()), List.of());
    RunLink link = RunLink.parse(words.next("a run"));
    words.end();
    if (link.at() != 0 || !link.choices().isEmpty()) {
      throw new Mistake("found " + link + "; expected the commands to say what is done, and when");
    }
    return ride(scenarios.apply(link), link);
  }

  private static <M> Ride<M> ride(Scenario<M> scenario, RunLink link) {
    return new Ride<>(Score.of(link, scenario));
  }
}
