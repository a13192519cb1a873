package ds.lab.simulation;

import static ds.lab.fault.LinkProfile.PERCENT;
import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Context;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.fault.LinkProfile;
import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.run.StepHash;
import ds.lab.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What becomes of messages on their way: `s1` counts aloud every millisecond, `s2` listens.
class SimulationTest {

  private static final NodeId S1 = new NodeId("s1");
  private static final NodeId S2 = new NodeId("s2");
  private static final Link LINK = new Link(S1, S2);
  private static final LinkProfile EXACT =
      new LinkProfile(0, 0, 0, Span.micros(500, 500), 0, Span.NONE);

  private record Count(int number) {}

  private record Heard(int number, long clock) implements Fact {}

  private enum Tick implements Timer {
    TICK
  }

  private static final class Counter implements Node<Count> {
    private int number;

    @Override
    public void on(Event<Count> event, Context<Count> context) {
      if (event instanceof Event.Received<Count>(var _, Count count)) {
        context.report(new Heard(count.number(), context.now()));
      } else if (context.self().equals(S1)) {
        if (event instanceof Event.TimerFired<Count>) {
          context.send(S2, new Count(++number));
        }
        context.arm(Tick.TICK, Context.MILLISECOND, Context.MILLISECOND);
      }
    }
  }

  private final List<Integer> heard = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();

  @Test
  void aWholeLinkDeliversAllInOrderAndOnTime() {
    run(EXACT, scenario -> scenario);
    assertThat(heard).hasSize(99).isSorted().doesNotHaveDuplicates();
    assertThat(times.getFirst()).isEqualTo(1_500_000);
  }

  @Test
  void aLossyLinkLosesItsShare() {
    run(EXACT.losing(30 * PERCENT), scenario -> scenario.lasting(10_000));
    assertThat(heard).doesNotHaveDuplicates().hasSizeBetween(6_800, 7_200);
  }

  @Test
  void aDoublingLinkDeliversSomeTwice() {
    run(EXACT.duplicating(30 * PERCENT), scenario -> scenario.lasting(10_000));
    assertThat(heard).hasSizeBetween(12_800, 13_200);
    assertThat(heard.stream().distinct()).hasSize(9_999);
  }

  @Test
  void lateMessagesAreOvertaken() {
    run(EXACT.delaying(20 * PERCENT, Span.millis(5, 10)), scenario -> scenario);
    assertThat(heard).doesNotHaveDuplicates().hasSizeGreaterThan(85);
    assertThat(heard).isNotEqualTo(heard.stream().sorted().toList());
  }

  @Test
  void damagedMessagesAreDroppedUnlessAForgerMakesLiesOfThem() {
    run(EXACT.corrupting(1_000_000), scenario -> scenario);
    assertThat(heard).isEmpty();
    run(
        EXACT.corrupting(1_000_000),
        scenario -> scenario.forging((from, to, message, draws) -> new Count(-1)));
    assertThat(heard).hasSize(99).containsOnly(-1);
  }

  @Test
  void aCutLosesWhatIsUnderWayAndWhatIsSent() {
    run(EXACT, scenario -> scenario.during(10, 20, Fault.oneWay(List.of(S1), List.of(S2))));
    assertThat(heard).contains(9, 20).doesNotContain(10, 11, 19).hasSize(89);
  }

  @Test
  void aCutOfOneDirectionLeavesTheOther() {
    run(EXACT, scenario -> scenario.during(10, 20, Fault.oneWay(List.of(S2), List.of(S1))));
    assertThat(heard).hasSize(99);
  }

  @Test
  void overlappingCutsHoldUntilTheLastOneEnds() {
    Fault cut = Fault.isolate(S1, List.of(S1, S2));
    Fault other = Fault.oneWay(List.of(S1), List.of(S2));
    run(EXACT, scenario -> scenario.during(10, 30, cut).during(20, 40, other));
    assertThat(heard).contains(9, 41).doesNotContain(25, 35).hasSizeBetween(68, 70);
  }

  @Test
  void aCloggedLinkHoldsBackAndLosesNothing() {
    run(EXACT, scenario -> scenario.during(10, 20, new Fault.Clogged(List.of(LINK))));
    assertThat(heard).hasSize(99).doesNotHaveDuplicates();
    assertThat(times.stream().filter(time -> time > 10_600_000 && time < 20_000_000)).isEmpty();
  }

  @Test
  void anImpairedLinkAndASlowNodeAreAsTheirFaultsSay() {
    LinkProfile slow = EXACT.delaying(Span.millis(7, 7));
    run(EXACT, scenario -> scenario.during(0, 99, new Fault.Impaired(List.of(LINK), slow)));
    assertThat(times.getFirst()).isEqualTo(8_000_000);
    run(EXACT, scenario -> scenario.during(0, 99, new Fault.Slow(S2, Span.millis(3, 3))));
    assertThat(times.getFirst()).isEqualTo(4_500_000);
  }

  @Test
  void theCalmEndsEveryFault() {
    Fault crash = new Fault.Crashed(S1);
    run(EXACT.losing(1_000_000), scenario -> scenario.at(5, crash).calmAt(50));
    assertThat(heard).hasSizeBetween(45, 50).startsWith(1);
  }

  @Test
  void timersFollowTheirNodesClock() {
    run(EXACT, scenario -> scenario.at(0, new Fault.Drifting(S1, 250_000)));
    assertThat(heard).hasSizeBetween(122, 125);
  }

  @Test
  void theSameSeedGivesTheSameStepsAndAnotherSeedOthers() {
    Scenario<Count> noisy = scenario(LinkProfile.LAN.losing(10 * PERCENT));
    assertThat(hash(noisy, 1)).isEqualTo(hash(noisy, 1)).isNotEqualTo(hash(noisy, 2));
  }

  private static String hash(Scenario<Count> scenario, long seed) {
    StepHash<Count> hash = new StepHash<>();
    Outcome outcome = new Run<>(scenario, seed, hash).toEnd();
    assertThat(outcome.passed()).isTrue();
    return hash.toString();
  }

  private void run(LinkProfile profile, UnaryOperator<Scenario<Count>> change) {
    heard.clear();
    times.clear();
    new Run<>(
            change.apply(scenario(profile)),
            1,
            (world, step) -> {
              for (Effect<Count> effect : step.effects()) {
                if (effect instanceof Effect.Report<Count>(Heard(int number, long clock))) {
                  heard.add(number);
                  times.add(clock);
                }
              }
            })
        .toEnd();
  }

  private static Scenario<Count> scenario(LinkProfile profile) {
    return Scenario.<Count>named("counting")
        .servers(2, (self, all) -> new Counter())
        .network(profile)
        .lasting(100);
  }
}
