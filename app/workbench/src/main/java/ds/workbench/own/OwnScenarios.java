package ds.workbench.own;

import ds.browser.Desk;
import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.scenario.Scenario;
import ds.lab.script.stage.Mistake;
import ds.lab.takeover.RunLink;
import ds.lab.takeover.Score;
import ds.scenario.Catalogue;
import ds.scenario.script.Scripts;
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

  /// Those of the house open, but who looks for nodes of their own is not offered them.
  @Override
  public List<String> scripts() {
    return List.of();
  }

  @Override
  public Score<?> open(RunLink link) {
    Optional<Scenario<?>> found = find(link);
    if (found.isPresent() && link.servers() != RunLink.USUAL) {
      throw new Mistake("found servers=" + link.servers() + "; expected none: the test says it");
    }
    return found.isPresent() ? Score.of(link, found.get()) : Scripts.open(link);
  }

  private Optional<Scenario<?>> find(RunLink link) {
    return own.stream().filter(it -> it.name().equals(link.scenario())).findFirst();
  }

  /// The link at the step at which its run breaks a promise, unless it says a step itself.
  public RunLink atViolation(RunLink link) {
    return link.at() == 0 ? atViolation(open(link)) : link;
  }

  private static <M> RunLink atViolation(Score<M> score) {
    RunLink link = score.link();
    if (!link.choices().isEmpty()) {
      return link;
    }
    Outcome outcome = new Run<>(score.scenario(), link.seed()).toEnd();
    return outcome.violation().isPresent()
        ? link.at(Math.min(outcome.steps(), RunLink.STEPS_MAX))
        : link;
  }
}
