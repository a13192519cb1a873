package ds.scenario;

import ds.lab.scenario.Scenario;
import ds.scenario.paxos.PaxosScenarios;
import ds.scenario.raft.RaftScenarios;
import java.util.List;
import java.util.Optional;

/// All scenarios by name, for whoever opens one: tests, the command line, the browser.
public final class Catalogue {

  private Catalogue() {}

  /// Every scenario, in the order in which they are best met.
  public static List<Scenario<?>> all() {
    return List.of(
        PaxosScenarios.duel(),
        RaftScenarios.everything(),
        RaftScenarios.figure8(),
        RaftScenarios.three(),
        RaftScenarios.membership(),
        RaftScenarios.leases(),
        RaftScenarios.steady());
  }

  /// The scenario of this name.
  public static Optional<Scenario<?>> find(String name) {
    for (Scenario<?> scenario : all()) {
      if (scenario.name().equals(name)) {
        return Optional.of(scenario);
      }
    }
    return Optional.empty();
  }
}
