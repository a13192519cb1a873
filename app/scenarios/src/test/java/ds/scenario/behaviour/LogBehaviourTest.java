package ds.scenario.behaviour;

import static ds.scenario.behaviour.notes.Crier.Call.burst;
import static ds.scenario.behaviour.notes.Crier.Call.series;
import static ds.scenario.behaviour.trial.Claims.at;
import static ds.scenario.behaviour.trial.Claims.atMost;
import static ds.scenario.behaviour.trial.Claims.inTheEnd;
import static ds.scenario.behaviour.trial.Claims.never;
import static ds.scenario.behaviour.trial.Claims.stated;

import ds.core.NodeId;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.world.World;
import ds.protocol.raft.RaftFact.Truncated;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.Conflicting;
import ds.protocol.raft.log.Entry;
import ds.scenario.behaviour.notes.Crier;
import ds.scenario.behaviour.notes.Crier.Call;
import ds.scenario.behaviour.notes.Note;
import ds.scenario.behaviour.notes.Notes;
import ds.scenario.behaviour.trial.Servers;
import ds.scenario.behaviour.trial.Trials;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How a cluster agrees on a log, with whom, and with how many messages.
class LogBehaviourTest {

  private static final int SEEDS = 100;

  /// Messages do not overtake each other, as on a connection.
  private static final LinkProfile ORDERED = LinkProfile.LAN.delaying(Span.micros(500, 500));

  @Test
  @DisplayName("every server applies every command, in one order, and none before it is committed")
  void everyServerAppliesEveryCommand() {
    Trials.hold(
        SEEDS,
        Notes.crying(Notes.cluster(3), series(2_000, 3, 200))
            .always(
                "nothing is applied before it is asked for",
                never(0, 2_000, Notes.applied(_ -> true)))
            .eventually("all keep three notes", at(3_000, world -> Notes.allKeep(world, 3)))
            .lasting(3_200));
  }

  @Test
  @DisplayName("commands that arrive at the same time are all committed")
  void commandsThatArriveTogetherAreAllCommitted() {
    Trials.hold(
        SEEDS,
        Notes.cluster(3)
            .clients(5, (self, servers) -> new Crier(servers, List.of(burst(2_000, 10))))
            .eventually("all keep fifty notes", at(2_500, world -> Notes.allKeep(world, 50)))
            .lasting(2_700));
  }

  @Test
  @DisplayName("a command travels to each follower once")
  void aCommandTravelsToEachFollowerOnce() {
    Trials.hold(
        SEEDS,
        Notes.crying(
                Notes.cluster(3), new Call(2_000, 10, 50, 5_000), new Call(3_000, 10, 0, 5_000))
            .network(ORDERED)
            .always(
                "each byte is sent to two followers",
                atMost(
                    2 * 20 * 5_000,
                    0,
                    5_000,
                    step -> Servers.sum(step, LogBehaviourTest::noteBytes)))
            .eventually("all keep all notes", at(4_000, world -> Notes.allKeep(world, 20)))
            .lasting(5_000));
  }

  @Test
  @DisplayName("ten commands take at most 42 questions of servers to servers")
  void commandsTakeAFewMessages() {
    Trials.hold(
        SEEDS,
        Notes.crying(Notes.cluster(3), burst(2_000, 10))
            .always(
                "at most (10 + 1 + 3) * 3 questions",
                atMost(42, 2_000, 2_200, step -> Servers.sum(step, LogBehaviourTest::isQuestion)))
            .eventually("all keep all notes", at(2_200, world -> Notes.allKeep(world, 10)))
            .lasting(2_400));
  }

  @Test
  @DisplayName("a majority is enough to commit, and less is not")
  void aMajorityIsEnoughAndLessIsNot() {
    Trials.hold(
        SEEDS,
        Notes.crying(Notes.cluster(3), burst(2_100, 1), burst(4_100, 1))
            .during(2_000, 8_000, world -> Servers.split(world, Servers.follower(world)))
            .eventually("two keep the first note", at(3_000, world -> Notes.keepers(world, 1) == 2))
            .during(4_000, 8_000, world -> Servers.scatter(world, Servers.all(world)))
            .always(
                "nobody applies the second",
                never(4_000, 8_000, Notes.applied(note -> note.number() == 2)))
            .lasting(8_000));
  }

  @Test
  @DisplayName("leaders may fail one after the other, as long as a majority is left")
  void leadersMayFailOneAfterTheOther() {
    Trials.hold(
        SEEDS,
        Notes.crying(Notes.cluster(5), burst(4_000, 1), burst(7_000, 1), burst(10_000, 1))
            .during(2_000, 12_000, LogBehaviourTest::isolateLeader)
            .eventually(
                "four keep the first note", at(5_000, world -> Notes.keepers(world, 1) == 4))
            .during(5_000, 12_000, LogBehaviourTest::isolateLeader)
            .eventually(
                "three keep the second note", at(8_000, world -> Notes.keepers(world, 2) == 3))
            .during(8_000, 12_000, LogBehaviourTest::isolateLeader)
            .always(
                "nobody applies the third",
                never(8_000, 12_000, Notes.applied(note -> note.number() == 3)))
            .eventually("all keep the first two", at(14_000, world -> Notes.allKeep(world, 2)))
            .lasting(14_200));
  }

  @Test
  @DisplayName("a follower that comes back catches up")
  void aFollowerThatComesBackCatchesUp() {
    Trials.hold(
        SEEDS,
        Notes.crying(Notes.cluster(3), series(1_900, 20, 100), burst(3_000, 100))
            .during(2_000, 5_000, world -> Servers.split(world, Servers.follower(world)))
            .eventually("it lacks some", at(5_000, world -> Notes.keepers(world, 120) == 2))
            .eventually("all keep all", at(5_500, world -> Notes.allKeep(world, 120)))
            .lasting(5_700));
  }

  @Test
  @DisplayName(
      "what reaches two of five is not committed, and harms nobody when the others are back")
  void withoutAMajorityNothingIsCommitted() {
    Trials.hold(
        SEEDS,
        Notes.crying(Notes.cluster(5), burst(2_100, 20), burst(7_000, 10))
            .during(2_000, 5_000, LogBehaviourTest::splitLeaderAndFollower)
            .always("nobody applies a note", never(2_000, 5_000, Notes.applied(_ -> true)))
            .sometimes("the notes are replaced", stated(Truncated.class))
            .eventually("all keep the later ones", at(8_000, world -> Notes.allKeep(world, 10)))
            .lasting(8_200));
  }

  @Test
  @DisplayName("a leader that comes back gives up what it took alone, and what others took is kept")
  void aLeaderThatComesBackGivesUpWhatItTookAlone() {
    Trials.hold(
        SEEDS,
        Notes.crying(Notes.cluster(3), burst(2_050, 3), burst(4_000, 1), burst(7_000, 1))
            .during(2_000, 5_000, LogBehaviourTest::isolateLeader)
            .eventually(
                "two keep the fourth note", at(4_500, world -> Notes.keepers(world, 1) == 2))
            .during(5_000, 8_000, LogBehaviourTest::isolateLeader)
            .eventually("two keep the fifth note", at(7_500, world -> Notes.keepers(world, 2) == 2))
            .always(
                "what one took alone is never applied",
                never(0, 9_000, Notes.applied(note -> note.number() <= 3)))
            .sometimes("entries are replaced", stated(Truncated.class))
            .eventually("all keep two notes", at(9_000, world -> Notes.allKeep(world, 2)))
            .lasting(9_200));
  }

  @Test
  @DisplayName("a long wrong log is replaced after a few refusals, not one for each entry")
  void longWrongLogsAreReplacedInAFewMessages() {
    List<NodeId> first = new ArrayList<>();
    List<NodeId> second = new ArrayList<>();
    Scenario<RaftMessage> cluster =
        Notes.crying(
            Notes.cluster(5),
            burst(2_050, 50),
            burst(4_000, 50),
            burst(5_050, 50),
            burst(8_000, 50));
    Trials.hold(
        SEEDS,
        cluster
            .network(ORDERED)
            .during(
                2_000,
                6_000,
                world -> {
                  assign(first, Servers.leader(world), Servers.follower(world));
                  return Servers.split(world, first.getFirst(), first.getLast());
                })
            .eventually(
                "three agree on fifty notes", at(5_000, world -> Notes.keepers(world, 50) == 3))
            .during(
                5_000,
                6_000,
                world -> {
                  assign(
                      second,
                      Servers.leader(world),
                      Servers.but(world, joined(first, Servers.leader(world))).getFirst());
                  return Servers.split(world, second.getFirst(), second.getLast());
                })
            .during(
                6_000, 10_000, world -> Servers.split(world, second.getFirst(), second.getLast()))
            .eventually(
                "three others agree on a hundred",
                at(9_000, world -> Notes.keepers(world, 100) == 3))
            .always(
                "few refusals",
                atMost(
                    20,
                    0,
                    12_000,
                    step -> Servers.sum(step, m -> m instanceof Conflicting ? 1 : 0)))
            .sometimes("entries are replaced", stated(Truncated.class))
            .eventually("all keep a hundred", inTheEnd(world -> Notes.allKeep(world, 100)))
            .lasting(12_000));
  }

  private static void assign(List<NodeId> group, NodeId... members) {
    group.clear();
    group.addAll(List.of(members));
  }

  private static NodeId[] joined(List<NodeId> group, NodeId other) {
    List<NodeId> all = new ArrayList<>(group);
    all.add(other);
    return all.toArray(NodeId[]::new);
  }

  private static List<Fault> isolateLeader(World<RaftMessage> world) {
    return Servers.split(world, Servers.leader(world));
  }

  private static List<Fault> splitLeaderAndFollower(World<RaftMessage> world) {
    return Servers.split(world, Servers.leader(world), Servers.follower(world));
  }

  private static long noteBytes(RaftMessage message) {
    return message instanceof AppendEntries append
        ? append.entries().stream()
            .map(Entry::command)
            .filter(Note.class::isInstance)
            .mapToLong(c -> c.size())
            .sum()
        : 0;
  }

  private static long isQuestion(RaftMessage message) {
    return message instanceof AppendEntries ? 1 : 0;
  }
}
