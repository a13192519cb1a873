package ds.scenario.raft;

import static ds.core.Context.MILLISECOND;
import static ds.lab.fault.LinkProfile.PERCENT;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.simulation.Nemesis;
import ds.lab.world.Host;
import ds.lab.world.World;
import ds.protocol.kv.KvLimits;
import ds.protocol.kv.KvMachine;
import ds.protocol.raft.Raft.Role;
import ds.protocol.raft.RaftFact;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.Membership;
import ds.protocol.rsm.Replica;
import ds.protocol.rsm.RsmFact;
import ds.protocol.rsm.RsmLimits;
import ds.protocol.rsm.RsmMessage;
import ds.protocol.rsm.RsmMessage.ForRaft;
import ds.scenario.kv.KvClient;
import ds.scenario.kv.KvModel;
import ds.scenario.kv.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A key-value store on Raft, in bad luck of several kinds.
public final class RaftScenarios {

  /// Snapshots and their chunks become so small that every run is full of them.
  static final RaftSettings SMALL =
      RaftSettings.DEFAULT.with(new RaftSettings.Compaction(40, 16 * 1024, 10, 1));

  /// Entries travel alone, so an old leader's entry can be on a majority before the new leader's
  /// first one is.
  static final RaftSettings ONE_BY_ONE =
      RaftSettings.DEFAULT.with(new RaftSettings.Limits(1, 1_024, 4, 65_536, 64, 64, 16));

  /// A snapshot every few entries, and none of them kept.
  static final RaftSettings.Compaction TINY = new RaftSettings.Compaction(4, 16 * 1024, 0, 1);

  private static final int CLIENTS = 5;

  /// Servers that wait to be added.
  private static final int SPARES = 2;

  private static final Span SHORT = Span.millis(5, 500);

  private RaftScenarios() {}

  /// Nothing goes wrong but one message in a hundred: the yardstick of speed.
  public static Scenario<RsmMessage> steady(int servers) {
    return store("raft-steady", servers, RaftSettings.DEFAULT)
        .about("A replicated store loses one message in a hundred, and nothing else happens.")
        .clients(CLIENTS, (self, known) -> new KvClient(known, Workload.ENDLESS))
        .network(LinkProfile.LAN.losing(PERCENT))
        .lasting(20_000);
  }

  /// Every fault at once: what a campaign runs.
  public static Scenario<RsmMessage> everything(int servers) {
    Scenario<RsmMessage> cast =
        promisingAll(store("raft", servers, SMALL), 4_000)
            .about("A replicated store under every fault; its clients must not notice.")
            .network(
                LinkProfile.LAN
                    .losing(2 * PERCENT)
                    .duplicating(PERCENT)
                    .corrupting(PERCENT / 10)
                    .delaying(2 * PERCENT, Span.millis(1, 200)))
            .disk(Span.micros(0, 3_000));
    return withEveryNemesis(cast)
        .sometimes("a follower installs a snapshot", stated(RaftFact.SnapshotInstalled.class))
        .sometimes("a follower's entries are replaced", stated(RaftFact.Truncated.class));
  }

  /// Raft's figure 8 by chance: leaders crash soon after they were elected, messages are lost, and
  /// some come later than elections.
  public static Scenario<RsmMessage> figure8(int servers) {
    Scenario<RsmMessage> cast =
        promisingAll(store("figure8", servers, ONE_BY_ONE), 10_000)
            .about("Leaders fail as soon as they lead, over a network that reorders by seconds.")
            .network(
                LinkProfile.LAN.losing(10 * PERCENT).delaying(30 * PERCENT, Span.millis(20, 1_000)))
            .disk(Span.micros(0, 2_000));
    return cast.nemesis(youngLeaders(cast.serverIds()))
        .sometimes("a follower's entries are replaced", stated(RaftFact.Truncated.class));
  }

  /// The same with three servers, of which any two decide: entries of old leaders meet new ones
  /// more often than among five.
  public static Scenario<RsmMessage> three(int servers) {
    Scenario<RsmMessage> cast =
        promisingAll(store("raft-three", servers, ONE_BY_ONE.with(TINY)), 12_000)
            .about("Three servers, of which each leader fails early and comes back soon.")
            .network(
                LinkProfile.LAN.losing(30 * PERCENT).delaying(30 * PERCENT, Span.millis(20, 600)))
            .disk(Span.micros(0, 5_000));
    return cast.nemesis(youngLeaders(cast.serverIds()))
        .nemesis(
            Nemeses.crashes(new Rhythm(Span.millis(20, 300), Span.millis(1, 60)), cast.serverIds()))
        .sometimes("a follower's entries are replaced", stated(RaftFact.Truncated.class));
  }

  /// Crashes leaders, often within some milliseconds after their election, and takes what they have
  /// just sent off the wire.
  private static Nemesis<RsmMessage> youngLeaders(List<NodeId> servers) {
    return Nemeses.rhythmic(
        new Rhythm(Span.millis(1, 30), Span.millis(100, 1_200)),
        (world, draws) ->
            draws.below(3) == 0 ? silenced(leaders(world, servers), servers) : List.of());
  }

  /// Reads under leases, while clocks drift within the bound that leases allow for.
  public static Scenario<RsmMessage> leases(int servers) {
    RaftSettings settings = SMALL.with(RaftSettings.Reading.LEASE);
    Scenario<RsmMessage> cast =
        promisingAll(store("raft-leases", servers, settings), 4_000)
            .about("Leaders answer reads under a lease, while clocks drift within its bound.")
            .network(LinkProfile.LAN.losing(2 * PERCENT).delaying(PERCENT, Span.millis(1, 200)));
    List<NodeId> ids = cast.serverIds();
    return cast.clients(CLIENTS, (self, known) -> new KvClient(known, Workload.HOT))
        .nemesis(onLeader(Rhythm.BRISK, ids))
        .nemesis(estrangements(Rhythm.BRISK, ids))
        .nemesis(Nemeses.pauses(Rhythm.BRISK, ids))
        .nemesis(Nemeses.drifts(Rhythm.BRISK, ids, 40_000));
  }

  /// Replicas that remember so few sessions that clients keep losing theirs.
  public static Scenario<RsmMessage> sessions(int servers) {
    RsmLimits forgetful = new RsmLimits(3, 6, 4_000);
    Scenario<RsmMessage> cast =
        promisingAll(store("raft-sessions", servers, SMALL, forgetful), 4_000)
            .about("Replicas forget the sessions of their clients, which must not act twice.")
            .network(LinkProfile.LAN.losing(5 * PERCENT).duplicating(5 * PERCENT));
    return cast.nemesis(onLeader(Rhythm.BRISK, cast.serverIds()))
        .nemesis(Nemeses.crashes(Rhythm.BRISK, cast.serverIds()))
        .clients(CLIENTS + 4, (self, known) -> new KvClient(known, Workload.CONTENDED))
        .sometimes("a session is forgotten", stated(RsmFact.SessionEvicted.class))
        .sometimes("a repeated command is suppressed", stated(RsmFact.Suppressed.class));
  }

  /// Servers come and go, one by one and several at once, while others fail.
  public static Scenario<RsmMessage> membership(int servers) {
    List<NodeId> all = ids(servers + SPARES);
    List<NodeId> first = all.subList(0, servers);
    Scenario<RsmMessage> cast =
        promising(store("raft-membership", servers, SMALL), 4_000)
            .about("Servers come and go as members, one by one and several at once.")
            .network(LinkProfile.LAN.losing(PERCENT).delaying(Span.millis(2, 30)))
            .disk(Span.micros(0, 2_000))
            .spares(SPARES)
            .clients(CLIENTS + 1, (self, _) -> userOrAdministrator(self, all));
    return cast.nemesis(onLeader(new Rhythm(Span.millis(200, 1_500), SHORT), all))
        .nemesis(Nemeses.crashes(Rhythm.BRISK, all))
        .nemesis(Nemeses.partitions(Rhythm.BRISK, first))
        .nemesis(Nemeses.partitions(Rhythm.BRISK, all))
        .sometimes("a membership is joint", jointMembership())
        .sometimes("a spare server leads", spareLeads(first));
  }

  /// The promises of a cluster whose servers stay the same.
  private static Scenario<RsmMessage> promisingAll(Scenario<RsmMessage> cast, long calm) {
    return promising(cast, calm)
        .eventually(
            "every server catches up", () -> new Converged<>(cast.serverIds(), calm * MILLISECOND));
  }

  private static Node<RsmMessage> userOrAdministrator(NodeId self, List<NodeId> all) {
    return self.name().equals("c1")
        ? new Administrator(all, 60)
        : new KvClient(all, Workload.CONTENDED);
  }

  private static BiPredicate<World<RsmMessage>, Step<RsmMessage>> jointMembership() {
    return stating(fact ->
        fact instanceof RaftFact.MembershipChanged changed && changed.membership().isJoint());
  }

  private static BiPredicate<World<RsmMessage>, Step<RsmMessage>> spareLeads(List<NodeId> first) {
    var leads = stated(RaftFact.BecameLeader.class);
    return (world, step) -> !first.contains(step.node()) && leads.test(world, step);
  }

  private static List<NodeId> ids(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new NodeId("s" + i)).toList();
  }

  /// Replicas of a key-value store.
  static Scenario<RsmMessage> store(String name, int servers, RaftSettings settings) {
    return store(name, servers, settings, RsmLimits.DEFAULT);
  }

  private static Scenario<RsmMessage> store(
      String name, int servers, RaftSettings settings, RsmLimits limits) {
    return Scenario.<RsmMessage>named(name)
        .servers(
            servers,
            (self, known) ->
                new Replica(
                    self, initial(self, known), settings, limits, new KvMachine(KvLimits.DEFAULT)));
  }

  /// A spare server belongs to no cluster yet.
  private static Membership initial(NodeId self, List<NodeId> servers) {
    return servers.contains(self) ? Membership.of(servers) : Membership.NONE;
  }

  /// The promises of Raft and of the store on it, for clients that all want the same few keys.
  ///
  /// @param calm when the faults end, in milliseconds
  static Scenario<RsmMessage> promising(Scenario<RsmMessage> cast, long calm) {
    return cast.clients(CLIENTS, (self, servers) -> new KvClient(servers, Workload.CONTENDED))
        .calmAt(calm)
        .lasting(calm + 60_000)
        .always("election safety", () -> new ElectionSafety<>(RaftScenarios::inner))
        .always("log matching and leader completeness", () -> new LogSafety<>(RaftScenarios::inner))
        .always("state machine safety", StateMachineSafety::new)
        .linearizable(new KvModel())
        .sometimes("a second leader is elected", secondLeader())
        .eventually("every client is served", () -> new Served<>(CLIENTS, calm * MILLISECOND));
  }

  static Scenario<RsmMessage> withEveryNemesis(Scenario<RsmMessage> cast) {
    List<NodeId> servers = cast.serverIds();
    Rhythm rare = new Rhythm(Span.millis(300, 3_000), SHORT);
    return cast.nemesis(onLeader(new Rhythm(Span.millis(200, 1_500), SHORT), servers))
        .nemesis(Nemeses.crashes(Rhythm.BRISK, servers))
        .nemesis(Nemeses.blackouts(new Rhythm(Span.millis(500, 6_000), SHORT), servers))
        .nemesis(Nemeses.partitions(Rhythm.BRISK, servers))
        .nemesis(Nemeses.storms(rare, servers))
        .nemesis(Nemeses.clogs(Rhythm.BRISK, servers))
        .nemesis(Nemeses.pauses(rare, servers))
        .nemesis(Nemeses.disks(rare, servers))
        .nemesis(Nemeses.bitRot(new Rhythm(Span.millis(500, 8_000), SHORT), servers.getLast()))
        .nemesis(Nemeses.drifts(rare, servers, 200_000))
        .nemesis(Nemeses.clockJumps(rare, servers));
  }

  private static List<Fault> silenced(List<NodeId> leaders, List<NodeId> servers) {
    List<Fault> faults = new ArrayList<>();
    for (NodeId leader : leaders) {
      faults.add(new Fault.Crashed(leader));
      faults.add(Fault.isolate(leader, servers));
    }
    return faults;
  }

  /// Strikes whoever leads: it crashes, or is cut off, or can only speak or only hear.
  static Nemesis<RsmMessage> onLeader(Rhythm rhythm, List<NodeId> servers) {
    return Nemeses.onLeaders(rhythm, servers, world -> leaders(world, servers));
  }

  /// A leader and one of its followers lose touch; all others reach both.
  private static Nemesis<RsmMessage> estrangements(Rhythm rhythm, List<NodeId> servers) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) -> {
          List<Fault> faults = new ArrayList<>();
          for (NodeId leader : leaders(world, servers)) {
            NodeId other = servers.get((int) draws.below(servers.size()));
            faults.add(Fault.partition(List.of(leader), List.of(other)));
          }
          return faults;
        });
  }

  /// The servers that take themselves for the leader.
  static List<NodeId> leaders(World<RsmMessage> world, List<NodeId> servers) {
    List<NodeId> leaders = new ArrayList<>();
    for (NodeId server : servers) {
      Host<RsmMessage> host = world.host(server);
      if (host.isUp()
          && host.node() instanceof Replica replica
          && replica.raft().role() == Role.LEADER) {
        leaders.add(server);
      }
    }
    return leaders;
  }

  static Optional<RaftMessage> inner(RsmMessage message) {
    return message instanceof ForRaft(var inner) ? Optional.of(inner) : Optional.empty();
  }

  /// A step that states a fact of this kind.
  static BiPredicate<World<RsmMessage>, Step<RsmMessage>> stated(Class<? extends Fact> kind) {
    return stating(kind::isInstance);
  }

  private static BiPredicate<World<RsmMessage>, Step<RsmMessage>> secondLeader() {
    return stating(fact -> fact instanceof RaftFact.BecameLeader(var term) && term.number() > 1);
  }

  private static BiPredicate<World<RsmMessage>, Step<RsmMessage>> stating(Predicate<Fact> test) {
    return (world, step) -> {
      List<Effect<RsmMessage>> effects = step.effects();
      for (int i = 0; i < effects.size(); i++) {
        if (effects.get(i) instanceof Effect.Report<RsmMessage>(Fact fact) && test.test(fact)) {
          return true;
        }
      }
      return false;
    };
  }
}
