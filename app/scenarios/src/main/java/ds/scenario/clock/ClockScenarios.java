package ds.scenario.clock;

import static ds.core.Context.MILLISECOND;
import static ds.lab.fault.LinkProfile.PERCENT;

import ds.core.Effect;
import ds.core.Event.Received;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.simulation.Nemesis;
import ds.scenario.clock.ClockMessage.Note;
import ds.scenario.clock.ClockMessage.Stamped;
import ds.scenario.clock.ClockMessage.Times;
import java.util.List;

/// Servers that write to each other while their clocks go wrong.
public final class ClockScenarios {

  private static final long JUMP_MAX = 15 * MILLISECOND;

  private static final long DRIFT_PPM_MAX = 2_000;

  /// What jumps and drift make of a clock within the second that they last.
  private static final long OFFSET_MAX = JUMP_MAX + 2 * MILLISECOND;

  private ClockScenarios() {}

  /// One clock drifts, another is put forward and back; notes are lost, doubled and late.
  public static Scenario<ClockMessage> clocks(int count) {
    Scenario<ClockMessage> cast =
        Scenario.<ClockMessage>named("clocks")
            .about("Servers stamp what happens, while their clocks drift and jump.")
            .servers(count, Correspondent::new)
            .network(
                LinkProfile.LAN
                    .losing(10 * PERCENT)
                    .duplicating(20 * PERCENT)
                    .delaying(40 * PERCENT, Span.millis(1, 60)));
    NodeId first = cast.serverIds().getFirst();
    NodeId last = cast.serverIds().getLast();
    Rhythm apart = new Rhythm(Span.millis(100, 200), Span.millis(20, 100));
    return cast.nemesis(Nemeses.drifts(apart, List.of(first), DRIFT_PPM_MAX))
        .nemesis(jumps(apart, last))
        .calmAt(1_000)
        .lasting(2_000)
        .always("what happened before has the smaller time", Stamping::new)
        .always("vectors tell what happened before", Faithful::new)
        .always("hybrid times are near real time", () -> new NearRealTime(OFFSET_MAX))
        .sometimes("a note seems to come from the future", (_, step) -> isFromTheFuture(step))
        .sometimes("a note is older than all that its reader knows", (_, step) -> isOutdated(step))
        .eventually("every server has done its errands", () -> new ErrandsDone(count));
  }

  /// A clock is put forward or back, and later put right; never twice at a time.
  private static Nemesis<ClockMessage> jumps(Rhythm rhythm, NodeId node) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) -> List.of(new Fault.Skewed(node, draws.between(-JUMP_MAX, JUMP_MAX))));
  }

  /// The reader's clock is behind the writer's by more than the note took.
  private static boolean isFromTheFuture(Step<ClockMessage> step) {
    return step.event() instanceof Received<ClockMessage>(NodeId _, Note(long _, Times sent))
        && times(step).hybrid().wall() == sent.hybrid().wall();
  }

  private static boolean isOutdated(Step<ClockMessage> step) {
    return step.event() instanceof Received<ClockMessage>(NodeId _, Note(long _, Times sent))
        && times(step).lamport().count() > sent.lamport().count() + 1;
  }

  private static Times times(Step<ClockMessage> step) {
    return step.effects().stream()
        .filter(effect -> effect instanceof Effect.Report<ClockMessage>(Stamped _))
        .map(effect -> ((Stamped) ((Effect.Report<ClockMessage>) effect).fact()).times())
        .findFirst()
        .orElseThrow();
  }
}
