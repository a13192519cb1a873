package ds.scenario.behaviour;

import static ds.lab.fault.LinkProfile.PERCENT;
import static ds.scenario.behaviour.trial.Claims.never;
import static ds.scenario.behaviour.trial.Claims.stated;

import ds.lab.chance.Span;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.protocol.raft.RaftFact.SnapshotInstalled;
import ds.protocol.raft.RaftFact.SnapshotTaken;
import ds.protocol.raft.RaftMessage.InstallSnapshot;
import ds.protocol.raft.RaftSettings;
import ds.protocol.rsm.RsmMessage;
import ds.protocol.rsm.RsmMessage.ForRaft;
import ds.scenario.behaviour.notes.ShortLog;
import ds.scenario.behaviour.store.Answers;
import ds.scenario.behaviour.store.Stores;
import ds.scenario.behaviour.trial.Servers;
import ds.scenario.behaviour.trial.Strikes;
import ds.scenario.behaviour.trial.Trials;
import ds.scenario.kv.Workload;
import ds.scenario.kv.Workload.Mix;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// That a store which forgets its log all the time looks to its clients like one that does not.
class StoreSnapshotBehaviourTest {

  private static final int SEEDS = 30;

  private static final Span DISK = Span.micros(0, 2_000);

  private static final LinkProfile UNRELIABLE =
      LinkProfile.LAN
          .losing(10 * PERCENT)
          .duplicating(5 * PERCENT)
          .delaying(10 * PERCENT, Span.millis(5, 200));

  private static final Workload ENDLESS = new Workload(10, new Mix(30, 30, 0, 0), Span.NONE);

  @Test
  @DisplayName("replicas that restart from snapshots know what they knew")
  void replicasRestartFromSnapshots() {
    Trials.hold(
        SEEDS, restarted(used(1)).eventually("a snapshot is taken", stated(SnapshotTaken.class)));
  }

  @Test
  @DisplayName("a replica that was cut off gets a snapshot, and logs stay below 8,000 bytes")
  void aReplicaThatWasCutOffGetsASnapshot() {
    Trials.hold(
        SEEDS,
        used(5)
            .during(2_000, 5_000, world -> Servers.split(world, Servers.follower(world)))
            .always("logs are short", () -> new ShortLog<>(8_000))
            .eventually("a snapshot is installed", stated(SnapshotInstalled.class)));
  }

  @Test
  @DisplayName("a snapshot is as large as the store, not as what was done to it: below 500 letters")
  void aSnapshotIsAsLargeAsTheStore() {
    RaftSettings inOneMessage =
        RaftSettings.DEFAULT.with(new RaftSettings.Compaction(40, 16 * 1024, 10, 1_000));
    Workload puts = new Workload(1, new Mix(0, 0, 0, 0), Span.NONE);
    Trials.hold(
        3,
        Stores.used(Stores.store(3, inOneMessage), 1, puts, 6_000)
            .during(2_000, 6_000, world -> Servers.split(world, Servers.follower(world)))
            .eventually("1,200 operations are done", () -> new Answers.AtLeast(1_200, 6_000))
            .eventually("a snapshot is installed", stated(SnapshotInstalled.class))
            .always(
                "its text has at most 500 letters",
                never(
                    0,
                    10_000,
                    (world, step) ->
                        Servers.sum(step, StoreSnapshotBehaviourTest::letters) > 500)));
  }

  @Test
  @DisplayName("a thousand operations of one client take 33 ms each at most, with many snapshots")
  void operationsAreFastWithSnapshots() {
    Trials.hold(
        5,
        Stores.used(Stores.store(3, Stores.SMALL).disk(Span.micros(0, 500)), 1, ENDLESS)
            .eventually("a thousand are answered", () -> new Answers.AtLeast(1_000, 9_000))
            .always("each within 33 ms", () -> new Answers.Prompt(2_000, 33))
            .calmAt(0)
            .lasting(9_000));
  }

  @Test
  @DisplayName("restarts of all replicas are hidden from twenty clients")
  void restartsAreHiddenFromTwentyClients() {
    Trials.hold(SEEDS, restarted(used(20)));
  }

  @Test
  @DisplayName("snapshots pass a bad network unseen by many clients")
  void snapshotsPassABadNetwork() {
    Trials.hold(SEEDS, used(5).network(UNRELIABLE));
  }

  @Test
  @DisplayName("restarts on a bad network are hidden from many clients")
  void restartsOnABadNetworkAreHidden() {
    Trials.hold(SEEDS, restarted(used(5).network(UNRELIABLE)));
  }

  @Test
  @DisplayName("cuts and restarts on a bad network are hidden from many clients")
  void cutsAndRestartsOnABadNetworkAreHidden() {
    Trials.hold(
        SEEDS,
        cutUp(restarted(used(5).network(UNRELIABLE)))
            .sometimes("a snapshot is installed", stated(SnapshotInstalled.class)));
  }

  @Test
  @DisplayName("fifteen clients of seven replicas see one store through all of this together")
  void fifteenClientsSeeOneStoreThroughEverything() {
    Scenario<RsmMessage> store = Stores.store(7, Stores.SMALL).disk(DISK).network(UNRELIABLE);
    Trials.hold(
        15,
        cutUp(restarted(Stores.used(store, 15, Stores.SHARED, 6_000)))
            .nemesis(Strikes.strikeLeader(Rhythm.BRISK))
            .sometimes("a snapshot is installed", stated(SnapshotInstalled.class)));
  }

  private static Scenario<RsmMessage> used(int clients) {
    return Stores.used(Stores.store(5, Stores.SMALL).disk(DISK), clients, Stores.SHARED, 6_000);
  }

  private static Scenario<RsmMessage> cutUp(Scenario<RsmMessage> scenario) {
    return scenario.nemesis(Nemeses.partitions(Rhythm.BRISK, scenario.serverIds()));
  }

  private static Scenario<RsmMessage> restarted(Scenario<RsmMessage> scenario) {
    Rhythm rhythm = new Rhythm(Span.millis(1_500, 2_500), Span.millis(50, 500));
    return scenario.nemesis(Nemeses.blackouts(rhythm, scenario.serverIds()));
  }

  private static long letters(RsmMessage message) {
    return message instanceof ForRaft(InstallSnapshot install)
        ? install.pieces().toString().length()
        : 0;
  }
}
