package ds.system.kv.member;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.campaign.Campaign;
import ds.lab.campaign.Plan;
import ds.lab.campaign.Report;
import ds.system.kv.member.trial.MemberScenarios;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The node that runs behind sockets, in worlds that lie. `-Dds.seeds=10000` makes it a campaign,
/// which `-Dds.first=…` begins elsewhere.
class MemberSimulationTest {

  @ParameterizedTest
  @CsvSource({"kv-3, 40", "kv-5, 15", "kv-membership, 25"})
  @DisplayName("a cluster keeps its promises under every fault")
  void keepsItsPromises(String scenario, long usual) throws InterruptedException {
    long first = Long.getLong("ds.first", 1);
    Plan plan = Plan.seeds(first, first + Long.getLong("ds.seeds", usual) - 1);
    Report report =
        new Campaign<>(MemberScenarios.named(scenario), plan).run(progress -> {}); // nobody looks
    assertThat(report.failures()).isEmpty();
    assertThat(report.unknown()).isLessThanOrEqualTo(plan.size() / 100);
    assertThat(report.neverVisited()).isEmpty();
  }
}
