package ds.scenario;

import ds.lab.scenario.Scenario;
import ds.lab.script.stage.Mistake;
import ds.lab.takeover.RunLink;
import ds.scenario.clock.ClockScenarios;
import ds.scenario.paxos.PaxosScenarios;
import ds.scenario.raft.RaftScenarios;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// All scenarios by name, for whoever opens one: tests, the command line, the browser.
public final class Catalogue {

  /// A scenario for any number of servers, since who is struck depends on who is there.
  ///
  /// @param servers how many there usually are
  private record Entry(String name, int servers, IntFunction<Scenario<?>> make) {}

  /// In the order in which they are best met.
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("clocks", 3, ClockScenarios::clocks),
          new Entry("paxos", 3, PaxosScenarios::duel),
          new Entry("raft", 5, RaftScenarios::everything),
          new Entry("figure8", 5, RaftScenarios::figure8),
          new Entry("raft-three", 3, RaftScenarios::three),
          new Entry("raft-membership", 5, RaftScenarios::membership),
          new Entry("raft-sessions", 5, RaftScenarios::sessions),
          new Entry("raft-leases", 5, RaftScenarios::leases),
          new Entry("raft-steady", 5, RaftScenarios::steady));

  /// With fewer there is no majority without all, and so nothing that may fail.
  public static final int SERVERS_MIN = 3;

  private Catalogue() {}

  /// Every scenario, with its usual number of servers.
  public static List<Scenario<?>> all() {
    return ENTRIES.stream().<Scenario<?>>map(entry -> entry.make().apply(entry.servers())).toList();
  }

  /// The scenario of this name, with its usual number of servers.
  public static Optional<Scenario<?>> find(String name) {
    return entry(name).map(entry -> entry.make().apply(entry.servers()));
  }

  /// The scenario of this name, with another number of servers.
  ///
  /// @param servers at least [#SERVERS_MIN]
  /// @throws IllegalArgumentException if there are fewer
  public static Optional<Scenario<?>> find(String name, int servers) {
    if (servers < SERVERS_MIN) {
      throw new IllegalArgumentException("a scenario has at least " + SERVERS_MIN + " servers");
    }
    return entry(name).map(entry -> entry.make().apply(servers));
  }

  /// The scenario of a link.
  ///
  /// @throws Mistake if there is none of its name, or it has fewer servers than that
  public static Scenario<?> open(RunLink link) {
    Entry found =
        entry(link.scenario())
            .orElseThrow(() ->
                Mistake.unknown(
                    "scenario", link.scenario(), ENTRIES.stream().map(Entry::name).toList()));
    if (link.servers() == RunLink.USUAL) {
      return found.make().apply(found.servers());
    }
    if (link.servers() < SERVERS_MIN) {
      throw new Mistake(
          "found servers=" + link.servers() + "; expected " + SERVERS_MIN + " or more");
    }
    return found.make().apply(link.servers());
  }

  private static Optional<Entry> entry(String name) {
    return ENTRIES.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }
}
