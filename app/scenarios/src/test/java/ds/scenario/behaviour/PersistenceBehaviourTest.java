package ds.scenario.behaviour;

import static ds.core.Context.MILLISECOND;
import static ds.lab.fault.LinkProfile.PERCENT;
import static ds.scenario.behaviour.trial.Claims.at;
import static ds.scenario.behaviour.trial.Claims.stated;

import ds.core.NodeId;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.world.World;
import ds.protocol.raft.RaftFact.BecameLeader;
import ds.protocol.raft.RaftFact.Truncated;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.scenario.behaviour.notes.Notes;
import ds.scenario.behaviour.trial.Servers;
import ds.scenario.behaviour.trial.Strikes;
import ds.scenario.behaviour.trial.Trials;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a cluster still knows when its servers have crashed, one by one, in turns, or all at once.
class PersistenceBehaviourTest {

  private static final int SEEDS = 50;

  private static final Span DISK = Span.micros(0, 2_000);

  /// A network that loses messages, and lets some come later than elections.
  private static final LinkProfile UNRELIABLE =
      LinkProfile.LAN.losing(10 * PERCENT).delaying(30 * PERCENT, Span.millis(5, 300));

  /// Elections take milliseconds and every entry travels alone, so that much goes wrong in a
  /// second.
  private static final RaftSettings HASTY =
      RaftSettings.DEFAULT
          .with(new RaftSettings.Timing(10 * MILLISECOND, 40 * MILLISECOND, 80 * MILLISECOND))
          .with(new RaftSettings.Limits(1, 1_024, 4, 65_536, 64, 64, 16));

  /// Messages get lost, and some come after the next election of hasty servers.
  private static final LinkProfile HOSTILE =
      LinkProfile.LAN.losing(20 * PERCENT).delaying(40 * PERCENT, Span.millis(5, 150));

  @Test
  @DisplayName("a cluster of which all servers, then the leader, then a follower restart goes on")
  void aClusterThatRestartsGoesOn() {
    Trials.hold(
        SEEDS,
        Notes.written(Notes.cluster(3).disk(DISK), 2, 8_000)
            .during(2_000, 2_300, world -> crash(Servers.all(world)))
            .during(4_000, 5_000, world -> crash(List.of(Servers.leader(world))))
            .during(6_500, 7_500, world -> crash(List.of(Servers.follower(world)))));
  }

  @Test
  @DisplayName("crashes in turns, two servers and then the other three, five times, lose nothing")
  void staggeredCrashesLoseNothing() {
    Scenario<RaftMessage> cluster = Notes.written(Notes.cluster(5).disk(DISK), 2, 22_000);
    for (int round = 0; round < 5; round++) {
      long start = 2_000 + 4_000L * round;
      int first = round;
      cluster =
          cluster
              .during(start, start + 3_500, world -> crash(some(world, first, 2)))
              .during(start + 1_500, start + 3_000, world -> crash(some(world, first + 2, 3)));
    }
    Trials.hold(20, cluster);
  }

  @Test
  @DisplayName("what two of three have agreed on reaches the third through the follower alone")
  void whatTwoAgreedOnIsKeptByTheFollower() {
    Trials.hold(SEEDS, keptByOneOfTwo(1));
  }

  @Test
  @DisplayName("what two of three have agreed on reaches the third through the leader alone")
  void whatTwoAgreedOnIsKeptByTheLeader() {
    Trials.hold(SEEDS, keptByOneOfTwo(0));
  }

  /// A leader and a follower go on without the third server, and crash while they write. Then one
  /// of the two goes on with the third.
  private static Scenario<RaftMessage> keptByOneOfTwo(int survivor) {
    List<NodeId> two = new ArrayList<>();
    Scenario<RaftMessage> cluster = Notes.cluster(3).disk(Span.millis(1, 30));
    return Notes.written(cluster, 2, 7_000)
        .during(
            2_000,
            3_000,
            world -> {
              two.clear();
              two.addAll(List.of(Servers.leader(world), Servers.follower(world)));
              return Servers.split(world, two.getFirst(), two.getLast());
            })
        .during(3_000, 3_100, world -> crash(List.of(two.get(survivor))))
        .during(3_000, 6_000, world -> crash(List.of(two.get(1 - survivor))))
        .eventually(
            "one of the two leads the third",
            at(5_900, world -> Servers.leaders(world).equals(List.of(two.get(survivor)))));
  }

  @Test
  @DisplayName("crashes in the middle of elections make nobody vote twice")
  void votesOutliveCrashes() {
    RaftSettings rivals =
        HASTY.with(new RaftSettings.Timing(10 * MILLISECOND, 30 * MILLISECOND, 36 * MILLISECOND));
    LinkProfile late =
        LinkProfile.LAN.losing(20 * PERCENT).delaying(50 * PERCENT, Span.millis(5, 300));
    Scenario<RaftMessage> cluster = Notes.cluster(3, rivals).network(late).disk(DISK);
    Trials.hold(
        2 * SEEDS,
        cluster
            .nemesis(Nemeses.crashes(rhythm(5, 60, 1, 5), cluster.serverIds()))
            .sometimes("a leader is elected nevertheless", stated(BecameLeader.class))
            .lasting(4_000));
  }

  @Test
  @DisplayName("leaders that crash as soon as they have accepted something lose nothing committed")
  void leadersThatCrashAtOnceLoseNothing() {
    Trials.hold(
        SEEDS,
        Notes.written(Notes.cluster(5, HASTY).disk(DISK), 3, 6_000)
            .nemesis(Strikes.crashLeader(rhythm(1, 30, 20, 400)))
            .sometimes("entries are replaced", stated(Truncated.class)));
  }

  @Test
  @DisplayName(
      "the same on a network that loses messages and delivers some after the next election")
  void leadersThatCrashOnABadNetworkLoseNothing() {
    Trials.hold(
        SEEDS,
        Notes.written(Notes.cluster(3, HASTY).network(HOSTILE).disk(DISK), 3, 6_000)
            .nemesis(Strikes.strikeLeader(rhythm(1, 100, 20, 400)))
            .nemesis(Strikes.churn(rhythm(20, 200, 1, 60)))
            .sometimes("entries are replaced", stated(Truncated.class)));
  }

  @Test
  @DisplayName("many writers at once on a network that loses every tenth message all get through")
  void aBadNetworkStopsNobody() {
    Trials.hold(SEEDS, Notes.written(Notes.cluster(5).network(UNRELIABLE).disk(DISK), 5, 5_000));
  }

  @Test
  @DisplayName("writers go on while servers crash and are cut off at random")
  void churnLosesNothing() {
    Trials.hold(
        SEEDS,
        Notes.written(Notes.cluster(5).disk(DISK), 3, 10_000)
            .nemesis(Strikes.churn(rhythm(100, 600, 100, 1_500)))
            .sometimes("entries are replaced", stated(Truncated.class)));
  }

  @Test
  @DisplayName("the same on a network that loses messages and delivers some late")
  void churnOnABadNetworkLosesNothing() {
    Trials.hold(
        SEEDS,
        Notes.written(Notes.cluster(5).network(UNRELIABLE).disk(DISK), 3, 10_000)
            .nemesis(Strikes.churn(rhythm(100, 600, 100, 1_500)))
            .sometimes("entries are replaced", stated(Truncated.class)));
  }

  private static Rhythm rhythm(long restMin, long restMax, long lastsMin, long lastsMax) {
    return new Rhythm(Span.millis(restMin, restMax), Span.millis(lastsMin, lastsMax));
  }

  private static List<Fault> crash(List<NodeId> servers) {
    return servers.stream().<Fault>map(Fault.Crashed::new).toList();
  }

  /// So many servers from one on, as on a ring.
  private static List<NodeId> some(World<RaftMessage> world, int first, int count) {
    List<NodeId> all = Servers.all(world);
    List<NodeId> some = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      some.add(all.get(i % all.size()));
    }
    return some;
  }
}
