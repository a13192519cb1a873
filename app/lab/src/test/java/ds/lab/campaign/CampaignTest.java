package ds.lab.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.lab.run.Outcome;
import ds.lab.scenario.Scenario;
import ds.lab.toy.Locking;
import ds.lab.toy.Locking.LockMessage;
import ds.lab.toy.Locking.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CampaignTest {

  @Test
  @DisplayName("the report does not depend on the number of threads")
  void deterministic() throws InterruptedException {
    Scenario<LockMessage> scenario = Locking.scenario(Memory.FORGETFUL);
    Report alone = report(scenario, Plan.seeds(1, 300).onThreads(1));
    assertThat(alone.progress().failures()).isGreaterThan(0);
    assertThat(report(scenario, Plan.seeds(1, 300).onThreads(2))).isEqualTo(alone);
    assertThat(report(scenario, Plan.seeds(1, 300).onThreads(7))).isEqualTo(alone);
  }

  @Test
  @DisplayName("a campaign until the first failure ends with the failure of the lowest seed")
  void untilFailure() throws InterruptedException {
    Scenario<LockMessage> scenario = Locking.scenario(Memory.FORGETFUL);
    List<Outcome> all = report(scenario, Plan.seeds(10, 300)).failures();
    for (int threads : List.of(1, 2, 7)) {
      Report first = report(scenario, Plan.seeds(10, 300).onThreads(threads).untilFailure());
      assertThat(first.failures()).containsExactly(all.getFirst());
      assertThat(first.progress().runs()).isEqualTo(all.getFirst().seed() - 10 + 1);
      assertThat(first.stopped()).isFalse();
    }
  }

  @Test
  @DisplayName("a campaign that is stopped tells what it found so far")
  void stop() throws InterruptedException {
    AtomicReference<Campaign<String>> campaign = new AtomicReference<>();
    AtomicInteger made = new AtomicInteger();
    Scenario<String> scenario =
        idle((self, servers) -> {
          if (made.incrementAndGet() == 50) {
            campaign.get().stop();
          }
          return (event, context) -> {};
        });
    campaign.set(new Campaign<>(scenario, Plan.seeds(1, Long.MAX_VALUE).onThreads(2)));
    Report report = campaign.get().run(_ -> {});
    assertThat(report.stopped()).isTrue();
    assertThat(report.passed()).isFalse();
    assertThat(report.progress().runs()).isBetween(1L, 50L);
  }

  @Test
  @DisplayName("an interrupt stops the campaign")
  void interrupt() {
    var campaign = new Campaign<>(Locking.scenario(Memory.PERSISTENT), Plan.seeds(1, 1_000_000));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> campaign.run(_ -> {})).isInstanceOf(InterruptedException.class);
  }

  @Test
  @DisplayName("a place that no run visits fails the campaign, if there were enough runs")
  void neverVisited() throws InterruptedException {
    Scenario<LockMessage> scenario =
        Locking.scenario(Memory.PERSISTENT).sometimes("pigs fly", (_, _) -> false);
    assertThat(report(scenario, Plan.seeds(1, 99)).neverVisited()).isEmpty();
    Report report = report(scenario, Plan.seeds(1, 100));
    assertThat(report.neverVisited()).containsExactly("pigs fly");
    assertThat(report.passed()).isFalse();
    assertThat(report(Locking.scenario(Memory.PERSISTENT), Plan.seeds(1, 100)).passed()).isTrue();
  }

  @Test
  @DisplayName("an undecided run is no pass")
  void unknown() throws InterruptedException {
    Scenario<LockMessage> scenario =
        Locking.scenario(Memory.PERSISTENT)
            .promising(
                new ds.lab.scenario.Property.Judged<>(
                    "riddle", _ -> new ds.lab.history.Verdict.Unknown<>("too hard")));
    Report report = report(scenario, Plan.seeds(1, 5));
    assertThat(report.unknown()).isEqualTo(5);
    assertThat(report.undecided()).hasSize(5);
    assertThat(report.passed()).isFalse();
  }

  @Test
  @DisplayName("of many failures the first hundred are kept")
  void bounded() throws InterruptedException {
    Scenario<String> scenario =
        idle((self, servers) -> (event, context) -> {})
            .always("never", () -> (world, step) -> Optional.of("always broken"));
    Report report = report(scenario, Plan.seeds(1, 5_000));
    assertThat(report.progress().failures()).isEqualTo(5_000);
    assertThat(report.failures()).hasSize(Report.KEPT_MAX);
    assertThat(report.failures().getLast().seed()).isEqualTo(100);
  }

  @Test
  @DisplayName("an exception in an invariant names the seed and leaves no thread waiting")
  void defect() {
    Scenario<String> scenario =
        idle((self, servers) -> (event, context) -> {})
            .always(
                "sound",
                () -> {
                  throw new UnsupportedOperationException("cannot tell");
                });
    assertThatThrownBy(() -> report(scenario, Plan.seeds(7, 9).onThreads(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("seed 7")
        .hasMessageContaining("cannot tell");
  }

  @Test
  @DisplayName("progress tells speed and time left")
  void progress() throws InterruptedException {
    Progress half = new Progress(50, 100, 3_000_000, 0, 2_000_000_000);
    assertThat(half.stepsPerSecond()).isEqualTo(1_500_000);
    assertThat(half.nanosLeft()).hasValue(2_000_000_000);
    assertThat(new Progress(0, 100, 0, 0, 0).nanosLeft()).isEmpty();
    List<Progress> told = new ArrayList<>();
    var scenario = Locking.scenario(Memory.PERSISTENT);
    new Campaign<>(scenario, Plan.seeds(1, 20), () -> 0).run(told::add);
    assertThat(told.getLast().runs()).isEqualTo(20);
    assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a.runs(), b.runs()));
  }

  private static Scenario<String> idle(ds.lab.scenario.Roster.Maker<String> maker) {
    return Scenario.<String>named("idle").servers(1, maker).lasting(1);
  }

  /// Without what the wall clock says.
  private static <M> Report report(Scenario<M> scenario, Plan plan) throws InterruptedException {
    return new Campaign<>(scenario, plan, () -> 0).run(_ -> {});
  }
}
