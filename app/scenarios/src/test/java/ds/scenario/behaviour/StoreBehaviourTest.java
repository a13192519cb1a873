package ds.scenario.behaviour;

import static ds.core.Context.MILLISECOND;
import static ds.lab.fault.LinkProfile.PERCENT;
import static ds.scenario.behaviour.trial.Claims.never;

import ds.core.Event;
import ds.core.NodeId;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.world.World;
import ds.protocol.raft.RaftSettings;
import ds.protocol.rsm.RsmMessage;
import ds.protocol.rsm.RsmMessage.ClientQuery;
import ds.scenario.behaviour.store.Answers;
import ds.scenario.behaviour.store.Stores;
import ds.scenario.behaviour.trial.Servers;
import ds.scenario.behaviour.trial.Strikes;
import ds.scenario.behaviour.trial.Trials;
import ds.scenario.kv.KvClient;
import ds.scenario.kv.Workload;
import ds.scenario.kv.Workload.Mix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What clients of a replicated store see while its network and its replicas fail: one store, that
/// carries out each operation once. Every scenario here is judged for linearizability.
class StoreBehaviourTest {

  private static final int SEEDS = 30;

  private static final Span DISK = Span.micros(0, 2_000);

  private static final LinkProfile UNRELIABLE =
      LinkProfile.LAN
          .losing(10 * PERCENT)
          .duplicating(5 * PERCENT)
          .delaying(10 * PERCENT, Span.millis(5, 200));

  /// Followers wait for a heartbeat hardly longer than it takes, so that clocks matter.
  private static final RaftSettings HARD_PRESSED =
      RaftSettings.DEFAULT.with(
          new RaftSettings.Timing(290 * MILLISECOND, 300 * MILLISECOND, 330 * MILLISECOND));

  private static final Workload LOOKING =
      new Workload(1, new Mix(100, 0, 0, 0), Span.millis(250, 450));

  private static final Workload WRITING =
      new Workload(1, new Mix(0, 0, 0, 0), Span.millis(50, 250));

  @Test
  @DisplayName("one client sees what it has written")
  void oneClientSeesWhatItHasWritten() {
    Trials.hold(SEEDS, Stores.used(Stores.store(5), 1, Stores.SHARED, 3_000));
  }

  @Test
  @DisplayName("a thousand operations of one client take 33 ms each at most")
  void operationsAreFast() {
    Workload endless = new Workload(10, new Mix(30, 30, 0, 0), Span.NONE);
    Trials.hold(
        5,
        Stores.used(Stores.store(3), 1, endless)
            .eventually("a thousand are answered", () -> new Answers.AtLeast(1_000, 9_000))
            .always("each within 33 ms", () -> new Answers.Prompt(2_000, 33))
            .calmAt(0)
            .lasting(9_000));
  }

  @Test
  @DisplayName("of conditional puts that expect the same version, one succeeds")
  void ofPutsThatExpectTheSameVersionOneSucceeds() {
    Workload race = new Workload(1, new Mix(20, 0, 80, 0), Span.millis(1, 10));
    Trials.hold(
        SEEDS,
        Stores.used(Stores.store(3), 10, race, 2_500)
            .always("no version is given twice", Answers.NoneTwice::new));
  }

  @Test
  @DisplayName("many clients see one store")
  void manyClientsSeeOneStore() {
    Trials.hold(SEEDS, Stores.used(Stores.store(5), 5, Stores.SHARED, 3_000));
  }

  @Test
  @DisplayName("many clients see one store through a network that loses, doubles and delays")
  void manyClientsSeeOneStoreThroughABadNetwork() {
    Trials.hold(SEEDS, Stores.used(Stores.store(5).network(UNRELIABLE), 5, Stores.SHARED, 4_000));
  }

  @Test
  @DisplayName("in a cut the majority answers, the minority answers nobody until it is healed")
  void theMajorityAnswersAndTheMinorityDoesNot() {
    NodeId c1 = new NodeId("c1");
    NodeId c2 = new NodeId("c2");
    Trials.hold(
        SEEDS,
        Stores.used(Stores.store(5), 2, Stores.SHARED, 6_000)
            .during(2_000, 6_000, world -> splitWithClients(world, c1, c2))
            .always("the minority is silent", never(2_100, 6_000, Stores.answered(c1::equals)))
            .eventually(
                "the majority answers",
                (world, step) ->
                    world.now() > 4_000 * MILLISECOND
                        && world.now() < 6_000 * MILLISECOND
                        && Stores.answered(c2::equals).test(world, step)));
  }

  @Test
  @DisplayName("whatever clocks do, a leader that is cut off reads nothing old")
  void aLeaderThatIsCutOffReadsNothingOld() {
    NodeId reader = new NodeId("c1");
    Trials.hold(
        SEEDS,
        Stores.store(5, HARD_PRESSED)
            .clients(7, (self, all) -> new KvClient(all, self.equals(reader) ? LOOKING : WRITING))
            .during(1_500, 3_500, StoreBehaviourTest::bendClocks)
            .during(2_000, 3_500, world -> splitWith(world, reader))
            .during(5_000, 7_000, StoreBehaviourTest::bendClocks)
            .during(5_500, 7_000, world -> splitWith(world, reader))
            .sometimes(
                "an old leader is asked while another one leads",
                (world, step) ->
                    step.event() instanceof Event.Received<RsmMessage>(var _, ClientQuery _)
                        && Servers.leaders(world).contains(step.node())
                        && !Servers.leader(world).equals(step.node()))
            .lasting(7_500));
  }

  @Test
  @DisplayName("cuts of all kinds, one after the other, are hidden from one client")
  void cutsAreHiddenFromOneClient() {
    Trials.hold(SEEDS, cutUp(Stores.used(Stores.store(5), 1, Stores.SHARED, 6_000)));
  }

  @Test
  @DisplayName("cuts of all kinds, one after the other, are hidden from many clients")
  void cutsAreHiddenFromManyClients() {
    Trials.hold(SEEDS, cutUp(Stores.used(Stores.store(5), 5, Stores.SHARED, 6_000)));
  }

  @Test
  @DisplayName("restarts of all replicas are hidden from one client")
  void restartsAreHiddenFromOneClient() {
    Trials.hold(SEEDS, restarted(Stores.used(Stores.store(5).disk(DISK), 1, Stores.SHARED, 6_000)));
  }

  @Test
  @DisplayName("restarts of all replicas are hidden from many clients")
  void restartsAreHiddenFromManyClients() {
    Trials.hold(SEEDS, restarted(Stores.used(Stores.store(5).disk(DISK), 5, Stores.SHARED, 6_000)));
  }

  @Test
  @DisplayName("restarts of all replicas on a bad network are hidden from many clients")
  void restartsOnABadNetworkAreHidden() {
    Scenario<RsmMessage> store = Stores.store(5).disk(DISK).network(UNRELIABLE);
    Trials.hold(SEEDS, restarted(Stores.used(store, 5, Stores.SHARED, 6_000)));
  }

  @Test
  @DisplayName("cuts and restarts are hidden from many clients")
  void cutsAndRestartsAreHidden() {
    Scenario<RsmMessage> store = Stores.store(5).disk(DISK);
    Trials.hold(SEEDS, cutUp(restarted(Stores.used(store, 5, Stores.SHARED, 6_000))));
  }

  @Test
  @DisplayName("cuts and restarts on a bad network are hidden from many clients")
  void cutsAndRestartsOnABadNetworkAreHidden() {
    Scenario<RsmMessage> store = Stores.store(5).disk(DISK).network(UNRELIABLE);
    Trials.hold(SEEDS, cutUp(restarted(Stores.used(store, 5, Stores.SHARED, 6_000))));
  }

  @Test
  @DisplayName("fifteen clients of seven replicas see one store through all of this together")
  void fifteenClientsSeeOneStoreThroughEverything() {
    Scenario<RsmMessage> store = Stores.store(7).disk(DISK).network(UNRELIABLE);
    Trials.hold(
        15,
        cutUp(restarted(Stores.used(store, 15, Stores.SHARED, 6_000)))
            .nemesis(Strikes.strikeLeader(Rhythm.BRISK)));
  }

  private static Scenario<RsmMessage> cutUp(Scenario<RsmMessage> scenario) {
    return scenario.nemesis(Nemeses.partitions(Rhythm.BRISK, scenario.serverIds()));
  }

  private static Scenario<RsmMessage> restarted(Scenario<RsmMessage> scenario) {
    Rhythm rhythm = new Rhythm(Span.millis(1_500, 2_500), Span.millis(50, 500));
    return scenario.nemesis(Nemeses.blackouts(rhythm, scenario.serverIds()));
  }

  /// The leader's clock goes at half its speed, the others' at one and a half times theirs.
  private static List<Fault> bendClocks(World<RsmMessage> world) {
    NodeId leader = Servers.leader(world);
    return Servers.all(world).stream()
        .<Fault>map(
            server -> new Fault.Drifting(server, server.equals(leader) ? -500_000 : 500_000))
        .toList();
  }

  private static List<Fault> splitWith(World<RsmMessage> world, NodeId client) {
    NodeId leader = Servers.leader(world);
    return List.of(Fault.partition(List.of(leader, client), Servers.but(world, leader)));
  }

  /// The leader and a follower with one client on one side, the other three with the other client.
  private static List<Fault> splitWithClients(World<RsmMessage> world, NodeId c1, NodeId c2) {
    List<NodeId> minority =
        new ArrayList<>(List.of(Servers.leader(world), Servers.follower(world)));
    List<NodeId> majority =
        new ArrayList<>(Servers.but(world, minority.getFirst(), minority.getLast()));
    minority.add(c1);
    majority.add(c2);
    return List.of(Fault.partition(minority, majority));
  }
}
