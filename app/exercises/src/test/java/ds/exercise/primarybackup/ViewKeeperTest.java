package ds.exercise.primarybackup;

import static ds.core.Context.MILLISECOND;
import static ds.lab.fault.LinkProfile.PERCENT;
import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.run.Run;
import ds.lab.scenario.Scenario;
import ds.lab.world.World;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The view service that learners' servers are tried with must not be what fails them.
class ViewKeeperTest {

  private static final int RUNS = 50;

  private static final LinkProfile LATE =
      LinkProfile.LAN.delaying(50 * PERCENT, Span.millis(1, 200));

  private static final NodeId PRIMARY = new NodeId("s2");
  private static final NodeId BACKUP = new NodeId("s3");

  @Test
  @DisplayName("a first ping that arrives after later ones is not taken for a restart")
  void late() {
    demand(cast(0).network(LATE).always("nobody is replaced", () -> ViewKeeperTest::isLast));
  }

  @Test
  @DisplayName("a backup that was down while nothing could follow does not lead")
  void restarted() {
    demand(
        cast(1_500)
            .during(1_800, 2_900, new Fault.Crashed(BACKUP))
            .during(3_500, 6_000, new Fault.Crashed(PRIMARY))
            .always("only who has the state becomes primary", ViewPromises::inherits));
  }

  private static void demand(Scenario<StoreMessage> scenario) {
    for (long seed = 1; seed <= RUNS; seed++) {
      var outcome = new Run<>(scenario, seed).toEnd();
      assertThat(outcome.violation()).as("seed %d", seed).isEmpty();
      assertThat(outcome.seen()).as("seed %d", seed).contains("there are two");
    }
  }

  /// @param hesitateMillis how long a primary takes to acknowledge a view
  private static Scenario<StoreMessage> cast(long hesitateMillis) {
    return Scenario.<StoreMessage>named("view keeper")
        .servers(
            3,
            (self, known) ->
                self.equals(known.getFirst())
                    ? new ViewKeeper()
                    : new Drone(known.getFirst(), hesitateMillis * MILLISECOND))
        .lasting(10_000)
        .sometimes("there are two", (world, _) -> view(world).number() == 2);
  }

  private static Optional<String> isLast(World<StoreMessage> world, Step<StoreMessage> step) {
    View view = view(world);
    return view.number() <= 2 ? Optional.empty() : Optional.of("there is " + view);
  }

  private static View view(World<StoreMessage> world) {
    return ((ViewKeeper) world.hosts().getFirst().node()).view();
  }
}
