package ds.scenario.determinism;

import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.run.StepHash;
import ds.lab.scenario.Scenario;
import ds.scenario.Catalogue;
import java.util.ArrayList;
import java.util.List;

/// Runs scenarios and prints for each how many steps it took and their hash, in whatever world this
/// program itself is run: this JVM, another one, or a JavaScript engine.
public final class StepHashMain {

  private StepHashMain() {}

  /// Prints the lines of [#lines].
  public static void main(String[] args) {
    lines(args).forEach(System.out::println);
  }

  /// One line for each run.
  ///
  /// @param namesAndSeeds names of scenarios, each followed by a seed
  public static List<String> lines(String... namesAndSeeds) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < namesAndSeeds.length; i += 2) {
      Scenario<?> scenario = Catalogue.find(namesAndSeeds[i]).orElseThrow();
      lines.add(line(scenario, Long.parseLong(namesAndSeeds[i + 1])));
    }
    return lines;
  }

  private static <M> String line(Scenario<M> scenario, long seed) {
    var hash = new StepHash<M>();
    Outcome outcome = new Run<>(scenario, seed, hash).toEnd();
    return scenario.name() + " " + seed + ": " + outcome.steps() + " steps, hash " + hash;
  }
}
