package ds.workbench.own;

import ds.browser.Desk;
import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.scenario.Scenario;
import ds.lab.script.stage.Mistake;
import ds.lab.takeover.RunLink;
import ds.scenario.Catalogue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Scenarios of somebody's own, before those of the house.
///
/// @param own under the names that links have for them
public record OwnScenarios(List<Scenario<?>> own) implements Desk.Stock {

  public OwnScenarios {
    own = List.copyOf(own);
  }

  @Override
  public List<Scenario<?>> all() {
    return Stream.concat(own.stream(), Catalogue.all().stream()).toList();
  }

  @Override
  public Scenario<?> open(RunLink link) {
    Optional<Scenario<?>> found =
        own.stream().filter(it -> it.name().equals(link.scenario())).findFirst();
    if (found.isPresent() && link.servers() != RunLink.USUAL) {
      throw new Mistake("found servers=" + link.servers() + "; expected none: the test says it");
    }
    return found.orElseGet(() -> Catalogue.open(link));
  }

  /// The link at the step at which its run breaks a promise, unless it says a step itself.
  public RunLink atViolation(RunLink link) {
    return link.at() == 0 ? atViolation(open(link), link) : link;
  }

  private static <M> RunLink atViolation(Scenario<M> scenario, RunLink link) {
    if (!link.choices().isEmpty()) {
      return link;
    }
    Outcome outcome = new Run<>(scenario, link.seed()).toEnd();
    return outcome.violation().isPresent()
        ? link.at(Math.min(outcome.steps(), RunLink.STEPS_MAX))
        : link;
  }
}
