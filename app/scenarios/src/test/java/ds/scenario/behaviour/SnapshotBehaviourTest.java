package ds.scenario.behaviour;

import static ds.lab.fault.LinkProfile.PERCENT;
import static ds.scenario.behaviour.notes.Crier.Call.burst;
import static ds.scenario.behaviour.notes.Crier.Call.series;
import static ds.scenario.behaviour.trial.Claims.at;
import static ds.scenario.behaviour.trial.Claims.never;
import static ds.scenario.behaviour.trial.Claims.stated;

import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.world.World;
import ds.protocol.raft.RaftFact.SnapshotInstalled;
import ds.protocol.raft.RaftFact.SnapshotTaken;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.RaftRecord.Checkpoint;
import ds.scenario.behaviour.notes.Notes;
import ds.scenario.behaviour.notes.ShortLog;
import ds.scenario.behaviour.trial.Servers;
import ds.scenario.behaviour.trial.Strikes;
import ds.scenario.behaviour.trial.Trials;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a cluster forgets in good time, and that nobody misses it.
class SnapshotBehaviourTest {

  private static final int SEEDS = 50;

  /// A snapshot after every twenty entries; it travels in chunks of eight notes.
  private static final RaftSettings SMALL =
      RaftSettings.DEFAULT.with(new RaftSettings.Compaction(20, 1 << 20, 5, 1));

  private static final Span DISK = Span.micros(0, 2_000);

  private static final LinkProfile UNRELIABLE =
      LinkProfile.LAN
          .losing(10 * PERCENT)
          .duplicating(PERCENT)
          .delaying(20 * PERCENT, Span.millis(5, 100));

  @Test
  @DisplayName("a log on disk stays below 2,000 bytes, however much is written")
  void theLogStaysShort() {
    Trials.hold(
        SEEDS,
        Notes.crying(Notes.cluster(3, SMALL).disk(DISK), series(2_000, 500, 5))
            .always("logs are short", () -> new ShortLog<>(2_000))
            .eventually("snapshots are taken", stated(SnapshotTaken.class))
            .eventually("all keep all", at(5_000, world -> Notes.allKeep(world, 500)))
            .lasting(5_200));
  }

  @Test
  @DisplayName("a follower that was cut off too long gets a snapshot")
  void aFollowerThatWasCutOffGetsASnapshot() {
    Trials.hold(SEEDS, lagging(world -> Servers.split(world, Servers.follower(world))));
  }

  @Test
  @DisplayName("a follower that was cut off too long gets a snapshot through a bad network")
  void aSnapshotPassesABadNetwork() {
    Trials.hold(
        SEEDS,
        lagging(world -> Servers.split(world, Servers.but(world, leading(world)).getFirst()))
            .network(UNRELIABLE));
  }

  @Test
  @DisplayName("a snapshot replaces what a leader took alone, even if that is longer")
  void aSnapshotReplacesALongWrongLog() {
    Trials.hold(
        SEEDS,
        Notes.crying(Notes.cluster(3, SMALL), burst(2_050, 100), series(4_000, 40, 10))
            .during(2_000, 5_000, world -> Servers.split(world, Servers.leader(world)))
            .always(
                "what one took alone is never applied",
                never(0, 6_200, Notes.applied(note -> note.number() <= 100)))
            .eventually("a snapshot is installed", stated(SnapshotInstalled.class))
            .eventually("all keep the later ones", at(6_000, world -> Notes.allKeep(world, 40)))
            .lasting(6_200));
  }

  @Test
  @DisplayName("a follower that was down too long gets a snapshot")
  void aFollowerThatWasDownGetsASnapshot() {
    Trials.hold(SEEDS, lagging(world -> List.of(new Fault.Crashed(Servers.follower(world)))));
  }

  @Test
  @DisplayName("a server that was down too long gets a snapshot through a bad network")
  void aServerThatWasDownGetsASnapshotThroughABadNetwork() {
    Trials.hold(
        SEEDS,
        lagging(world -> List.of(new Fault.Crashed(Servers.but(world, leading(world)).getFirst())))
            .network(UNRELIABLE));
  }

  @Test
  @DisplayName(
      "a follower that crashes again and again while it gets a snapshot gets it in the end")
  void aSnapshotIsBegunAnew() {
    Scenario<RaftMessage> cluster = Notes.cluster(3, SMALL).disk(DISK);
    Trials.hold(
        SEEDS,
        Notes.written(cluster, 3, 8_000)
            .during(2_000, 5_000, new Fault.Crashed(cluster.serverIds().getLast()))
            .nemesis(Nemeses.crashes(rhythm(15, 60, 1, 10), List.of(cluster.serverIds().getLast())))
            .eventually("a snapshot is installed", stated(SnapshotInstalled.class)));
  }

  @Test
  @DisplayName("a cluster that restarts from its snapshots five times goes on where it was")
  void aClusterThatRestartsFromSnapshotsGoesOn() {
    Scenario<RaftMessage> cluster = Notes.cluster(3, SMALL).disk(DISK);
    Trials.hold(
        SEEDS,
        Notes.written(cluster, 3, 12_000)
            .nemesis(Nemeses.blackouts(rhythm(2_000, 2_000, 200, 200), cluster.serverIds()))
            .always("logs are short", () -> new ShortLog<>(4_000))
            .sometimes(
                "a server starts from a snapshot", SnapshotBehaviourTest::startsFromSnapshot));
  }

  @Test
  @DisplayName("what was in a snapshot and what came after it are there after two restarts")
  void aSnapshotOutlivesTwoRestarts() {
    Scenario<RaftMessage> cluster = Notes.cluster(3, SMALL).disk(DISK);
    Trials.hold(
        SEEDS,
        Notes.crying(cluster, series(1_500, 25, 10), burst(3_500, 1), burst(6_000, 1))
            .during(2_000, 2_300, SnapshotBehaviourTest::crashAll)
            .eventually("the new note is kept", at(3_900, world -> Notes.allKeep(world, 26)))
            .during(4_000, 4_300, SnapshotBehaviourTest::crashAll)
            .sometimes("a server starts from a snapshot", SnapshotBehaviourTest::startsFromSnapshot)
            .eventually("all is kept", at(6_500, world -> Notes.allKeep(world, 27)))
            .lasting(6_700));
  }

  @Test
  @DisplayName("with snapshots all the time, leaders may fail all the time")
  void snapshotsLoseNothingWhenLeadersFail() {
    Trials.hold(
        SEEDS,
        Notes.written(Notes.cluster(5, SMALL).network(UNRELIABLE).disk(DISK), 3, 10_000)
            .nemesis(Strikes.strikeLeader(rhythm(100, 1_500, 50, 1_500)))
            .nemesis(Strikes.churn(rhythm(500, 1_500, 500, 3_000)))
            .sometimes("a snapshot is installed", stated(SnapshotInstalled.class)));
  }

  /// Three servers of which one misses so much that the others have forgotten it.
  private static Scenario<RaftMessage> lagging(Function<World<RaftMessage>, List<Fault>> fault) {
    Scenario<RaftMessage> cluster = Notes.cluster(3, SMALL).disk(DISK);
    return Notes.written(cluster, 3, 7_000)
        .during(2_000, 5_000, fault)
        .always("logs are short", () -> new ShortLog<>(4_000))
        .eventually("a snapshot is installed", stated(SnapshotInstalled.class));
  }

  /// Who leads, or on a bad network perhaps nobody.
  private static NodeId leading(World<RaftMessage> world) {
    List<NodeId> leaders = Servers.leaders(world);
    return leaders.isEmpty() ? Servers.all(world).getFirst() : leaders.getFirst();
  }

  private static List<Fault> crashAll(World<RaftMessage> world) {
    return Servers.all(world).stream().<Fault>map(Fault.Crashed::new).toList();
  }

  private static boolean startsFromSnapshot(World<RaftMessage> world, Step<RaftMessage> step) {
    return step.event() instanceof Event.Started<RaftMessage>(var recovered)
        && recovered.iterator().hasNext()
        && recovered.iterator().next() instanceof Checkpoint;
  }

  private static Rhythm rhythm(long restMin, long restMax, long lastsMin, long lastsMax) {
    return new Rhythm(Span.millis(restMin, restMax), Span.millis(lastsMin, lastsMax));
  }
}
