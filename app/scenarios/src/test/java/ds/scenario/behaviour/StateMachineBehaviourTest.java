package ds.scenario.behaviour;

import static ds.lab.fault.LinkProfile.PERCENT;
import static ds.scenario.behaviour.trial.Claims.never;
import static ds.scenario.behaviour.trial.Claims.stated;

import ds.core.NodeId;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.HistoryFact.Abandoned;
import ds.lab.scenario.Roster;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.world.World;
import ds.protocol.rsm.RsmFact;
import ds.protocol.rsm.RsmMessage;
import ds.scenario.behaviour.store.Answers;
import ds.scenario.behaviour.store.Stores;
import ds.scenario.behaviour.trial.Servers;
import ds.scenario.behaviour.trial.Trials;
import ds.scenario.kv.Workload;
import ds.scenario.kv.Workload.Mix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What those may rely on who hand commands to a replicated state machine. A put to the one key
/// there is serves as an increment: its answer is how many puts there were.
class StateMachineBehaviourTest {

  private static final int SEEDS = 50;

  private static final Mix PUTS = new Mix(0, 0, 0, 0);

  private static final Workload INCREMENTS = new Workload(1, PUTS, Span.millis(10, 50));

  @Test
  @DisplayName("every increment counts once, and its answer is the count")
  void everyIncrementCountsOnce() {
    Trials.hold(
        SEEDS,
        Stores.used(Stores.store(3), 3, INCREMENTS, 3_000)
            .always("no count is answered twice, and none is left out", Answers.CountUp::new));
  }

  @Test
  @DisplayName("of fifty increments that arrive at once each counts once")
  void fiftyAtOnceCountOnceEach() {
    Workload oneAtTwoSeconds = new Workload(1, PUTS, Span.millis(2_000, 2_000));
    Trials.hold(
        SEEDS,
        Stores.used(Stores.store(3), 50, oneAtTwoSeconds)
            .eventually("fifty are answered", () -> new Answers.AtLeast(50, 2_050))
            .always("no count is answered twice, and none is left out", Answers.CountUp::new)
            .lasting(3_900));
  }

  @Test
  @DisplayName("increments go on when the leader is cut off, and when it comes back")
  void incrementsGoOnWithoutTheLeader() {
    Trials.hold(
        SEEDS,
        Stores.used(Stores.store(3), 3, INCREMENTS, 7_000)
            .during(2_000, 5_000, world -> Servers.split(world, Servers.leader(world)))
            .eventually("all go on without it", () -> new Answers.ToEveryone(3, 4_000, 5_000))
            .eventually("all go on with it", () -> new Answers.ToEveryone(3, 5_000, 6_000)));
  }

  @Test
  @DisplayName(
      "a leader that is cut off completes nothing for a hundred clients, who end well later")
  void aLeaderThatIsCutOffCompletesNothing() {
    Workload later = new Workload(1, new Mix(30, 0, 0, 0), Span.millis(2_050, 2_090));
    Scenario<RsmMessage> store = Stores.used(Stores.store(3), 100, later);
    Trials.hold(
        SEEDS,
        store
            .during(2_000, 4_500, world -> cutOffWithClients(world, store.roster()))
            .always("nobody is answered", never(0, 4_500, Stores.answered(_ -> true)))
            .eventually("all are answered", () -> new Answers.ToEveryone(100, 4_500, 20_000))
            .calmAt(4_500)
            .lasting(20_000));
  }

  @Test
  @DisplayName("replicas that restart carry out their logs again, and count on where they were")
  void replicasThatRestartCountOn() {
    Scenario<RsmMessage> store = Stores.store(3).disk(Span.micros(0, 2_000));
    Trials.hold(
        SEEDS,
        Stores.used(store, 3, INCREMENTS, 6_000)
            .during(2_000, 2_300, world -> crash(Servers.all(world)))
            .during(4_000, 4_300, world -> crash(Servers.all(world)))
            .always("no count is answered twice", Answers.NoneTwice::new));
  }

  @Test
  @DisplayName("when all replicas are gone for good, every request ends, and nobody knows how")
  void everyRequestEnds() {
    Trials.hold(
        5,
        Stores.used(Stores.store(3), 10, INCREMENTS)
            .during(2_000, 200_000, world -> crash(Servers.all(world)))
            .always("nobody is answered", never(2_010, 200_000, Stores.answered(_ -> true)))
            .sometimes("a request is given up", stated(Abandoned.class))
            .eventually("every request ends", () -> new Answers.AllEnd(10, 190_000))
            .lasting(200_000));
  }

  @Test
  @DisplayName("requests of clients and servers that restart are not taken for earlier ones")
  void requestsAfterARestartAreNotConfused() {
    Scenario<RsmMessage> store =
        Stores.used(Stores.store(3).disk(Span.micros(0, 2_000)), 5, Stores.SHARED, 6_000)
            .network(LinkProfile.LAN.losing(2 * PERCENT).duplicating(5 * PERCENT));
    Rhythm rhythm = new Rhythm(Span.millis(200, 1_500), Span.millis(20, 400));
    Trials.hold(
        SEEDS,
        store
            .nemesis(Nemeses.crashes(rhythm, store.roster().clientIds()))
            .nemesis(Nemeses.blackouts(rhythm, store.serverIds()))
            .sometimes("a request is in the log twice", stated(RsmFact.Suppressed.class)));
  }

  private static List<Fault> cutOffWithClients(World<RsmMessage> world, Roster<RsmMessage> roster) {
    NodeId leader = Servers.leader(world);
    List<NodeId> side = new ArrayList<>(roster.clientIds());
    side.add(leader);
    return List.of(Fault.partition(side, Servers.but(world, leader)));
  }

  private static List<Fault> crash(List<NodeId> nodes) {
    return nodes.stream().<Fault>map(Fault.Crashed::new).toList();
  }
}
