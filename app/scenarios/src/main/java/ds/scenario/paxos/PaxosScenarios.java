package ds.scenario.paxos;

import static ds.lab.fault.LinkProfile.PERCENT;

import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Span;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.world.World;
import ds.protocol.paxos.PaxosMessage;
import ds.protocol.paxos.PaxosNode;
import java.util.List;

/// Paxos in bad luck.
public final class PaxosScenarios {

  private static final Span SHORT = Span.millis(1, 100);

  private PaxosScenarios() {}

  /// Some proposers duel over a bad network and lose their memory on the way. Before the calm, FLP
  /// lets nobody promise a decision.
  public static Scenario<PaxosMessage> duel(int count) {
    Scenario<PaxosMessage> cast =
        Scenario.<PaxosMessage>named("paxos")
            .about("Proposers duel over a bad network, crash and restart; one value wins.")
            .servers(count, (self, all) -> new PaxosNode(self, all, wish(self)))
            .network(
                LinkProfile.LAN
                    .losing(10 * PERCENT)
                    .duplicating(5 * PERCENT)
                    .delaying(Span.millis(1, 50)))
            .disk(Span.millis(0, 20));
    List<NodeId> servers = cast.serverIds();
    return cast.nemesis(Nemeses.crashes(new Rhythm(Span.millis(10, 200), SHORT), servers))
        .nemesis(Nemeses.partitions(new Rhythm(Span.millis(50, 400), SHORT), servers))
        .calmAt(900)
        .lasting(30_000)
        .always("agreement", Decisions.Agreement::new)
        .always("validity", () -> new Decisions.Validity(wishes(servers)))
        .sometimes("a proposer gives up its own wish", PaxosScenarios::someoneYields)
        .eventually("somebody decides", (world, step) -> Decisions.decisionIn(step).isPresent());
  }

  private static String wish(NodeId self) {
    return "value of " + self;
  }

  private static List<String> wishes(List<NodeId> servers) {
    return servers.stream().map(PaxosScenarios::wish).toList();
  }

  private static boolean someoneYields(World<PaxosMessage> world, Step<PaxosMessage> step) {
    return Decisions.decisionIn(step)
        .filter(decided -> !decided.value().equals(wish(step.node())))
        .isPresent();
  }
}
