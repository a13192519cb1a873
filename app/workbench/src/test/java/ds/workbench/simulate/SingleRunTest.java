package ds.workbench.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.campaign.Plan;
import ds.lab.run.Violation;
import ds.lab.scenario.Scenario;
import ds.lab.takeover.Branch;
import ds.lab.takeover.RunLink;
import ds.protocol.paxos.PaxosMessage;
import ds.scenario.paxos.PaxosScenarios;
import ds.workbench.terminal.Exit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SingleRunTest {

  private static final int STEP = 60;

  private static final Pattern LINK = Pattern.compile("\\./ds open '([^']*)'");

  private final StringWriter out = new StringWriter();

  /// A scenario that breaks its promise at a step.
  private static Scenario<PaxosMessage> hasty() {
    return PaxosScenarios.duel(3)
        .always(
            "short",
            () -> (world, step) -> world.steps() < STEP ? Optional.empty() : Optional.of("long"));
  }

  private Stage<PaxosMessage> stage() {
    Optional<RunLink> link = Optional.of(RunLink.of("paxos", 1));
    return new Stage<>(hasty(), "./ds simulate paxos", link, new PrintWriter(out));
  }

  private List<RunLink> links() {
    return LINK.matcher(out.toString()).results().map(it -> RunLink.parse(it.group(1))).toList();
  }

  @Test
  @DisplayName("a violation is told with the link that leads to it")
  void link() {
    assertThat(new SingleRun<>(stage()).run(7)).isEqualTo(Exit.FAILED);
    assertThat(links()).containsExactly(RunLink.of("paxos", 7).at(STEP));
    RunLink link = links().getFirst();
    var branch = new Branch<>(hasty(), link.seed(), link.choices());
    branch.upTo(link.at());
    assertThat(branch.run().watch().violation()).map(Violation::step).contains((long) STEP);
  }

  @Test
  @DisplayName("each broken seed of a campaign has its link")
  void campaign() throws InterruptedException {
    new ManyRuns<>(stage()).run(Plan.seeds(1, 3));
    assertThat(links()).map(RunLink::seed).contains(1L, 2L, 3L);
  }
}
