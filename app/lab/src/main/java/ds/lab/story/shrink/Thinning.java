package ds.lab.story.shrink;

import ds.lab.fault.LinkProfile;
import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.scenario.Conditions;
import ds.lab.scenario.Plot;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Act;
import ds.lab.simulation.Nemesis;
import java.util.ArrayList;
import java.util.List;

/// Takes causes of faults away from a scenario for as long as a promise stays unkept under the
/// seed.
///
/// A part of a schedule says nothing about a promise: it ends before the promise had its time. So
/// whole runs are tried, from the same seed. Nodes, clients and times stay as they are, because the
/// promise may speak of them.
public final class Thinning<M> {

  private final long seed;
  private final String promise;
  private final Effort effort;
  private Scenario<M> scenario;
  private long steps;

  private Thinning(Scenario<M> scenario, Outcome outcome, String promise, Effort effort) {
    this.scenario = scenario;
    this.seed = outcome.seed();
    this.promise = promise;
    this.effort = effort;
  }

  /// The scenario without all that the broken promise does not need.
  ///
  /// @param outcome of the run that broke it
  public static <M> Scenario<M> thin(
      Scenario<M> scenario, Outcome outcome, String promise, Effort effort) {
    var thinning = new Thinning<>(scenario, outcome, promise, effort);
    thinning.thin();
    return thinning.scenario;
  }

  private void thin() {
    calmNetwork();
    keepNemeses(List.of());
    for (Nemesis<M> nemesis : scenario.plot().nemeses()) {
      keepNemeses(without(scenario.plot().nemeses(), nemesis));
    }
    keepActs(List.of());
    for (Act<M> act : scenario.plot().script()) {
      keepActs(without(scenario.plot().script(), act));
    }
  }

  private void calmNetwork() {
    LinkProfile noisy = scenario.conditions().network();
    LinkProfile quiet = LinkProfile.LAN.delaying(noisy.delay());
    if (!noisy.equals(quiet)) {
      Conditions<M> old = scenario.conditions();
      var conditions = new Conditions<>(quiet, old.disk(), old.forger());
      attempt(
          new Scenario<>(
              scenario.name(),
              scenario.about(),
              scenario.roster(),
              conditions,
              scenario.plot(),
              scenario.properties()));
    }
  }

  private void keepNemeses(List<Nemesis<M>> nemeses) {
    Plot<M> old = scenario.plot();
    if (nemeses.size() < old.nemeses().size()) {
      attempt(plotted(new Plot<>(old.script(), nemeses, old.calmAt(), old.horizon())));
    }
  }

  private void keepActs(List<Act<M>> acts) {
    Plot<M> old = scenario.plot();
    if (acts.size() < old.script().size()) {
      attempt(plotted(new Plot<>(acts, old.nemeses(), old.calmAt(), old.horizon())));
    }
  }

  private Scenario<M> plotted(Plot<M> plot) {
    return new Scenario<>(
        scenario.name(),
        scenario.about(),
        scenario.roster(),
        scenario.conditions(),
        plot,
        scenario.properties());
  }

  private void attempt(Scenario<M> candidate) {
    if (steps >= effort.stepsMax()) {
      return;
    }
    Outcome outcome = new Run<>(candidate, seed).toEnd();
    steps += outcome.steps();
    if (outcome.violation().filter(it -> it.property().equals(promise)).isPresent()) {
      scenario = candidate;
    }
  }

  private static <T> List<T> without(List<T> list, T element) {
    List<T> rest = new ArrayList<>(list);
    rest.remove(element);
    return rest;
  }
}
