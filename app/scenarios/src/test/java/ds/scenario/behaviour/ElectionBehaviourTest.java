package ds.scenario.behaviour;

import static ds.core.Context.MILLISECOND;
import static ds.scenario.behaviour.trial.Claims.at;
import static ds.scenario.behaviour.trial.Claims.atMost;
import static ds.scenario.behaviour.trial.Claims.between;
import static ds.scenario.behaviour.trial.Claims.never;
import static ds.scenario.behaviour.trial.Claims.stated;
import static ds.scenario.behaviour.trial.Claims.stating;

import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Draws;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.world.World;
import ds.protocol.raft.Raft.Role;
import ds.protocol.raft.RaftFact.BecameCandidate;
import ds.protocol.raft.RaftFact.BecameFollower;
import ds.protocol.raft.RaftFact.BecameLeader;
import ds.protocol.raft.RaftFact.BecamePreCandidate;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.log.Term;
import ds.scenario.behaviour.notes.Notes;
import ds.scenario.behaviour.trial.Claims;
import ds.scenario.behaviour.trial.Servers;
import ds.scenario.behaviour.trial.Trials;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How a cluster gets a leader, keeps it, and gets another one when it must.
class ElectionBehaviourTest {

  private static final int SEEDS = 100;

  @Test
  @DisplayName("servers that start agree on a leader within two seconds, and keep it and its term")
  void aLeaderIsElectedAndKept() {
    Trials.hold(
        SEEDS,
        Notes.cluster(3)
            .eventually("all agree at 2 s", at(2_000, ElectionBehaviourTest::allAgree))
            .always("nobody campaigns later", never(2_000, 8_000, stated(BecameCandidate.class)))
            .always("no term begins later", never(2_000, 8_000, stated(BecameFollower.class)))
            .lasting(8_000));
  }

  @Test
  @DisplayName("a leader that is cut off is replaced, and when it comes back follows the new one")
  void aLeaderThatComesBackFollowsTheNewOne() {
    List<NodeId> cutOff = new ArrayList<>();
    Trials.hold(
        SEEDS,
        Notes.cluster(3)
            .during(2_000, 5_000, world -> cutOffLeader(world, cutOff))
            .eventually(
                "the others agree on another one", at(5_000, world -> restAgree(world, cutOff)))
            .eventually("all agree again", at(6_000, ElectionBehaviourTest::allAgree))
            .always(
                "nobody is disturbed by the return",
                never(5_000, 8_000, stated(BecameLeader.class)))
            .lasting(8_000));
  }

  @Test
  @DisplayName("a leader that is cut off gives up by itself, before anyone can tell it")
  void aLeaderWithoutAQuorumResigns() {
    List<NodeId> cutOff = new ArrayList<>();
    Trials.hold(
        SEEDS,
        Notes.cluster(5)
            .during(2_000, 5_000, world -> cutOffLeader(world, cutOff))
            .always(
                "it does not lead any more",
                between(3_500, 5_000, world -> !Servers.leaders(world).contains(cutOff.getFirst())))
            .lasting(5_000));
  }

  @Test
  @DisplayName("without a quorum nobody leads; a quorum that comes back elects a leader")
  void withoutAQuorumNobodyLeads() {
    Trials.hold(
        SEEDS,
        Notes.cluster(3)
            .during(2_000, 6_000, world -> Servers.scatter(world, Servers.all(world).subList(0, 2)))
            .always("nobody is elected", never(2_000, 6_000, stated(BecameLeader.class)))
            .always(
                "nobody leads", between(3_500, 6_000, world -> Servers.leaders(world).isEmpty()))
            .eventually("all agree again", at(8_000, ElectionBehaviourTest::allAgree))
            .lasting(8_200));
  }

  @Test
  @DisplayName("a minority that comes back is led by whom the majority has elected meanwhile")
  void aMinorityThatComesBackFollows() {
    Trials.hold(
        SEEDS,
        Notes.cluster(5)
            .during(
                2_000,
                5_000,
                world -> {
                  NodeId leader = Servers.leader(world);
                  return Servers.split(world, leader, Servers.follower(world));
                })
            .always(
                "nobody is disturbed by the return",
                never(5_000, 8_000, stated(BecameLeader.class)))
            .eventually("all agree again", at(6_000, ElectionBehaviourTest::allAgree))
            .lasting(8_000));
  }

  @Test
  @DisplayName("a follower that was cut off and comes back disturbs nobody")
  void aFollowerThatComesBackDisturbsNobody() {
    Trials.hold(
        SEEDS,
        Notes.cluster(5)
            .during(2_000, 5_000, world -> Servers.split(world, Servers.follower(world)))
            .sometimes(
                "it asks for votes when it is back",
                (world, step) ->
                    world.now() > 5_000 * MILLISECOND
                        && Claims.states(step, BecamePreCandidate.class::isInstance))
            .always("nobody campaigns", never(2_000, 8_000, stated(BecameCandidate.class)))
            .eventually("all agree again", at(6_000, ElectionBehaviourTest::allAgree))
            .lasting(8_000));
  }

  @Test
  @DisplayName("a server that does not hear the leader, but all others, disturbs nobody")
  void aServerThatIsDeafToTheLeaderDisturbsNobody() {
    Trials.hold(
        SEEDS,
        Notes.cluster(5)
            .during(2_000, 5_000, world -> List.of(deafen(world, Servers.follower(world))))
            .eventually("it asks for votes", stated(BecamePreCandidate.class))
            .always("nobody campaigns", never(2_000, 8_000, stated(BecameCandidate.class)))
            .eventually("all agree again", at(6_000, ElectionBehaviourTest::allAgree))
            .lasting(8_000));
  }

  @Test
  @DisplayName("votes that arrive a term late elect nobody")
  void lateVotesElectNobody() {
    Trials.hold(
        SEEDS,
        Notes.cluster(3)
            .network(LinkProfile.LAN.delaying(Span.millis(1, 400)))
            .sometimes(
                "a candidate hears one",
                (world, step) ->
                    isLateVote(world, step)
                        && Servers.raft(world, step.node()).role() == Role.CANDIDATE)
            .always(
                "nobody leads by one",
                never(
                    0,
                    10_000,
                    (world, step) ->
                        isLateVote(world, step)
                            && Claims.states(step, BecameLeader.class::isInstance)))
            .lasting(10_000));
  }

  @Test
  @DisplayName("seven servers of which any three are cut off, ten times over, always find a leader")
  void anyFourOfSevenFindALeader() {
    Scenario<RaftMessage> cluster = Notes.cluster(7);
    Rhythm rhythm = new Rhythm(Span.millis(4_000, 4_000), Span.millis(3_000, 3_000));
    Scenario<RaftMessage> struck =
        cluster
            .nemesis(Nemeses.rhythmic(rhythm, ElectionBehaviourTest::scatterThree))
            .sometimes(
                "a leader is among the three",
                (world, step) -> !restOf(world).containsAll(Servers.leaders(world)))
            .lasting(44_000);
    for (int i = 1; i <= 10; i++) {
      struck =
          struck.eventually(
              "the four agree, round " + i,
              at(4_000 * i + 2_900, world -> Servers.agreeOnALeader(world, restOf(world))));
    }
    Trials.hold(30, struck);
  }

  @Test
  @DisplayName("a network that loses every fifth message delays an election, but prevents none")
  void lossPreventsNoElection() {
    Trials.hold(
        SEEDS,
        Notes.cluster(5)
            .network(LinkProfile.LAN.losing(20 * LinkProfile.PERCENT))
            .sometimes(
                "one term is not enough",
                stating(fact -> fact instanceof BecameCandidate(Term term) && term.number() > 1))
            .eventually("all agree at 4 s", at(4_000, ElectionBehaviourTest::allAgree))
            .lasting(4_200));
  }

  @Test
  @DisplayName("three servers elect a leader with at most 30 messages, answers included")
  void anElectionTakesAFewMessages() {
    Trials.hold(
        SEEDS,
        Notes.cluster(3)
            .always("at most 30 messages", atMost(30, 0, 5_000, Servers::messages))
            .calmAt(0)
            .eventually("somebody leads", stated(BecameLeader.class))
            .lasting(5_000));
  }

  @Test
  @DisplayName("three servers that nobody asks exchange at most 60 messages a second")
  void anIdleClusterSaysLittle() {
    Scenario<RaftMessage> cluster = Notes.cluster(3).lasting(10_000);
    for (int second = 2; second < 10; second++) {
      cluster =
          cluster.always(
              "at most 60 messages in second " + second,
              atMost(60, 1_000L * second, 1_000L * (second + 1), Servers::messages));
    }
    Trials.hold(SEEDS, cluster);
  }

  private static boolean allAgree(World<RaftMessage> world) {
    return Servers.agreeOnALeader(world, Servers.all(world));
  }

  private static Fault deafen(World<RaftMessage> world, NodeId server) {
    return Fault.oneWay(List.of(Servers.leader(world)), List.of(server));
  }

  private static boolean isLateVote(World<RaftMessage> world, Step<RaftMessage> step) {
    return step.event() instanceof Event.Received<RaftMessage>(var _, VoteGranted(Term term))
        && Servers.raft(world, step.node()).term().isAfter(term);
  }

  /// @param cutOff holds the leader afterwards
  private static List<Fault> cutOffLeader(World<RaftMessage> world, List<NodeId> cutOff) {
    cutOff.clear();
    cutOff.add(Servers.leader(world));
    return Servers.split(world, cutOff.getFirst());
  }

  private static boolean restAgree(World<RaftMessage> world, List<NodeId> cutOff) {
    return Servers.agreeOnALeader(world, Servers.but(world, cutOff.getFirst()));
  }

  private static List<Fault> scatterThree(World<RaftMessage> world, Draws draws) {
    List<NodeId> four = new ArrayList<>(Servers.all(world));
    List<NodeId> three = new ArrayList<>();
    while (three.size() < 3) {
      three.add(four.remove((int) draws.below(four.size())));
    }
    return Servers.scatter(world, three);
  }

  /// The servers around which there is no cut.
  private static List<NodeId> restOf(World<RaftMessage> world) {
    List<NodeId> rest = new ArrayList<>(Servers.all(world));
    for (Fault.Lasting fault : world.active()) {
      if (fault instanceof Fault.Cut(var _, var links)) {
        rest.remove(links.getFirst().from());
      }
    }
    return rest;
  }
}
