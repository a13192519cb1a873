package ds.system.kv.member.trial;

import static ds.lab.fault.LinkProfile.PERCENT;

import ds.core.Context;
import ds.core.Effect;
import ds.core.Event.Received;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.fault.LinkProfile;
import ds.lab.history.History;
import ds.lab.history.Model;
import ds.lab.history.Verdict;
import ds.lab.history.check.Bounds;
import ds.lab.history.check.Linearizability;
import ds.lab.scenario.Goal;
import ds.lab.scenario.Property;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.simulation.Nemesis;
import ds.lab.world.Host;
import ds.lab.world.World;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftFact;
import ds.system.kv.call.Answer;
import ds.system.kv.call.CallError;
import ds.system.kv.command.KvCommand.LeaseRevoke;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.Proposed;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.Proposals;
import ds.system.kv.member.MemberMessage.ReadIndex;
import ds.system.kv.member.MemberMessage.Replies;
import ds.system.kv.member.trial.ClientFact.Heard;
import ds.system.kv.member.trial.ServerProcess.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// Clusters of the key-value store in bad luck of every kind.
public final class MemberScenarios {

  private static final int CLIENTS = 5;
  private static final int SPARES = 2;
  private static final long CALM_MILLIS = 5_000;
  private static final long ADMINISTRATIONS = 30;
  private static final long SEARCH_STEPS_MAX = 1_000_000;
  private static final Span SHORT = Span.millis(5, 500);
  private static final Rhythm RARE = new Rhythm(Span.millis(300, 3_000), SHORT);

  private static final LinkProfile BAD =
      LinkProfile.LAN
          .losing(2 * PERCENT)
          .duplicating(2 * PERCENT)
          .corrupting(PERCENT / 10)
          .delaying(2 * PERCENT, Span.millis(1, 200));

  private MemberScenarios() {}

  /// The scenario of this name.
  public static Scenario<MemberMessage> named(String name) {
    return switch (name) {
      case "kv-3" -> everything(3);
      case "kv-5" -> everything(5);
      case "kv-membership" -> membership(3);
      default -> throw new IllegalArgumentException("no scenario " + name);
    };
  }

  /// Every fault at once, and a fixed membership.
  public static Scenario<MemberMessage> everything(int servers) {
    Scenario<MemberMessage> cast = struck(promising(cluster("kv-" + servers, servers)));
    return cast.about("A key-value store under every fault; its clients must not notice.")
        .nemesis(
            Nemeses.bitRot(new Rhythm(Span.millis(500, 8_000), SHORT), cast.serverIds().getLast()));
  }

  /// The same while an administrator adds and removes members.
  public static Scenario<MemberMessage> membership(int servers) {
    Scenario<MemberMessage> cluster = cluster("kv-membership", servers).spares(SPARES);
    List<NodeId> spares = cluster.roster().spareIds();
    NodeId administrator = new NodeId("c" + (CLIENTS + 1));
    return struck(promising(cluster))
        .about("Members come and go under every fault.")
        .clients(
            CLIENTS + 1,
            (self, known) ->
                self.equals(administrator)
                    ? new Administrator(known, spares, ADMINISTRATIONS)
                    : new StoreClient(known, new Wishes(self, known)))
        .always("a change of members is made once", ChangedOnce::new)
        .eventually("votes and addresses agree", VotesAndAddresses::new)
        .sometimes("a new member leads", (world, step) -> leads(world, step, spares))
        .sometimes("a member is removed", told(MemberMessage.Removed.class::isInstance))
        .sometimes("a member is not found", told(MemberScenarios::isNotFound));
  }

  private static Scenario<MemberMessage> cluster(String name, int servers) {
    return Scenario.<MemberMessage>named(name).servers(servers, ServerProcess::new);
  }

  private static Scenario<MemberMessage> promising(Scenario<MemberMessage> cluster) {
    return cluster
        .clients(CLIENTS, (self, known) -> new StoreClient(known, new Wishes(self, known)))
        .calmAt(CALM_MILLIS)
        .lasting(CALM_MILLIS + 60_000)
        .disk(Span.micros(0, 3_000))
        .always("revisions are one sequence", Revisions::new)
        .always("a lease lives its whole life", LeaseLives::new)
        .always("every call is answered once", AnsweredOnce::new)
        .always("members agree on the state", EqualStates::new)
        .promising(new Property.Judged<>("linearizability", MemberScenarios::judge))
        .eventually("every client is served", Served::new)
        .sometimes("a follower installs a snapshot", stating(RaftFact.SnapshotInstalled.class))
        .sometimes("leadership is handed over", stating(RaftFact.TransferStarted.class))
        .sometimes("a lease ends of itself", stating(MemberScenarios::isEndOfLease))
        .sometimes("a leader loses its readers", stating(MemberScenarios::isLostRead))
        .sometimes("a call waits too long", told(message -> failsBy(message, CallError.TIMED_OUT)))
        .sometimes("a leader takes what another member passes on", MemberScenarios::takesProposals)
        .sometimes("a follower answers a read", MemberScenarios::answersAsFollower)
        .sometimes("a follower waits before it answers", MemberScenarios::answersLater);
  }

  /// In a run with hundreds of calls of which nobody knows what became of them, the search may have
  /// no end; then it says so.
  private static Verdict<?, ?> judge(History<Object, Object> history) {
    @SuppressWarnings("unchecked") // the clients report what the model knows
    Model<StoreModel.Shelf, Object, Object> model =
        (Model<StoreModel.Shelf, Object, Object>) (Model<StoreModel.Shelf, ?, ?>) new StoreModel();
    return Linearizability.check(model, history, Bounds.USUAL.withSteps(SEARCH_STEPS_MAX));
  }

  /// Links between members are bad, and everything else befalls them; clients reach their members.
  private static Scenario<MemberMessage> struck(Scenario<MemberMessage> cast) {
    List<NodeId> servers = new ArrayList<>(cast.serverIds());
    servers.addAll(cast.roster().spareIds());
    return cast.at(0, new Fault.Impaired(Link.between(servers, servers), BAD))
        .nemesis(onLeader(new Rhythm(Span.millis(200, 1_500), SHORT), servers))
        .nemesis(Nemeses.crashes(Rhythm.BRISK, servers))
        .nemesis(Nemeses.blackouts(new Rhythm(Span.millis(500, 6_000), SHORT), servers))
        .nemesis(Nemeses.partitions(Rhythm.BRISK, servers))
        .nemesis(Nemeses.storms(RARE, servers))
        .nemesis(Nemeses.clogs(Rhythm.BRISK, servers))
        .nemesis(Nemeses.pauses(RARE, servers))
        .nemesis(Nemeses.disks(RARE, servers))
        .nemesis(Nemeses.drifts(RARE, servers, Settings.DRIFT_PPM_MAX))
        .nemesis(Nemeses.clockJumps(RARE, servers));
  }

  private static Nemesis<MemberMessage> onLeader(Rhythm rhythm, List<NodeId> servers) {
    return Nemeses.onLeaders(
        rhythm, servers, world -> servers.stream().filter(id -> leads(world.host(id))).toList());
  }

  private static boolean leads(Host<MemberMessage> host) {
    return host.isUp()
        && host.node() instanceof ServerProcess process
        && process.member().raft().role() == Raft.Role.LEADER;
  }

  private static boolean leads(
      World<MemberMessage> world, Step<MemberMessage> step, List<NodeId> servers) {
    return servers.contains(step.node()) && leads(world.host(step.node()));
  }

  private static boolean isEndOfLease(Fact fact) {
    return fact instanceof RaftFact.Applied(_, _, Proposed(_, _, LeaseRevoke _));
  }

  private static boolean isLostRead(Fact fact) {
    return fact instanceof Told(var message) && failsBy(message, CallError.LEADER_CHANGED);
  }

  private static boolean failsBy(MemberMessage message, CallError error) {
    return message instanceof Replies(var replies)
        && replies.stream().anyMatch(it -> it.answer().equals(new Answer.Failed(error)));
  }

  private static boolean isNotFound(MemberMessage message) {
    return message instanceof Replies(var replies)
        && replies.stream()
            .anyMatch(it ->
                it.answer() instanceof Answer.Refused(var refusal, _)
                    && refusal == Answer.Refusal.MEMBER_NOT_FOUND);
  }

  private static boolean takesProposals(World<MemberMessage> world, Step<MemberMessage> step) {
    return step.event() instanceof Received<MemberMessage>(_, Proposals _)
        && step.effects().stream().anyMatch(Effect.Persist.class::isInstance);
  }

  private static boolean answersAsFollower(World<MemberMessage> world, Step<MemberMessage> step) {
    return step.event() instanceof Received<MemberMessage>(_, ReadIndex _)
        && told(MemberScenarios::finds).test(world, step);
  }

  private static boolean answersLater(World<MemberMessage> world, Step<MemberMessage> step) {
    return step.event() instanceof Received<MemberMessage>(_, MemberMessage.ForRaft _)
        && world.host(step.node()).node() instanceof ServerProcess process
        && process.member().raft().role() == Raft.Role.FOLLOWER
        && told(MemberScenarios::finds).test(world, step);
  }

  private static boolean finds(MemberMessage message) {
    return message instanceof Replies(var replies)
        && replies.stream().anyMatch(it -> it.answer() instanceof Answer.Result(KvResult.Found _));
  }

  private static BiPredicate<World<MemberMessage>, Step<MemberMessage>> told(
      Predicate<MemberMessage> test) {
    return stating(fact -> fact instanceof Told(var message) && test.test(message));
  }

  private static BiPredicate<World<MemberMessage>, Step<MemberMessage>> stating(
      Class<? extends Fact> kind) {
    return stating(kind::isInstance);
  }

  private static BiPredicate<World<MemberMessage>, Step<MemberMessage>> stating(
      Predicate<Fact> test) {
    return (world, step) -> {
      List<Effect<MemberMessage>> effects = step.effects();
      for (int i = 0; i < effects.size(); i++) {
        if (effects.get(i) instanceof Effect.Report<MemberMessage>(Fact fact) && test.test(fact)) {
          return true;
        }
      }
      return false;
    };
  }

  /// Every client learns what became of a write or a read after the faults have ended.
  private static final class Served implements Goal<MemberMessage> {

    private final TreeSet<NodeId> served = new TreeSet<>();

    @Override
    public void see(World<MemberMessage> world, Step<MemberMessage> step) {
      if (world.now() > CALM_MILLIS * Context.MILLISECOND
          && stating(fact -> fact instanceof Heard(_, Answer.Result _)).test(world, step)) {
        served.add(step.node());
      }
    }

    @Override
    public boolean isReached(World<MemberMessage> world) {
      return served.size() >= CLIENTS;
    }

    @Override
    public String missing(World<MemberMessage> world) {
      return "only " + served + " were served";
    }
  }
}
