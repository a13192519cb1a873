package ds.scenario.behaviour.store;

import static ds.core.Context.MILLISECOND;

import ds.core.Effect;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Span;
import ds.lab.scenario.HistoryFact.Returned;
import ds.lab.scenario.Scenario;
import ds.lab.world.World;
import ds.protocol.kv.KvLimits;
import ds.protocol.kv.KvMachine;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.Membership;
import ds.protocol.rsm.Replica;
import ds.protocol.rsm.RsmLimits;
import ds.protocol.rsm.RsmMessage;
import ds.protocol.rsm.RsmMessage.ForRaft;
import ds.scenario.kv.KvClient;
import ds.scenario.kv.KvModel;
import ds.scenario.kv.Workload;
import ds.scenario.kv.Workload.Mix;
import ds.scenario.raft.Converged;
import ds.scenario.raft.ElectionSafety;
import ds.scenario.raft.LogSafety;
import ds.scenario.raft.Served;
import ds.scenario.raft.StateMachineSafety;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// Replicated stores, with what every one of them promises.
public final class Stores {

  /// Snapshots so small and so many that every run is full of them.
  public static final RaftSettings SMALL =
      RaftSettings.DEFAULT.with(new RaftSettings.Compaction(40, 16 * 1024, 10, 1));

  /// Every kind of operation on few keys, at an easy pace.
  public static final Workload SHARED =
      new Workload(3, new Mix(40, 25, 15, 3), Span.millis(10, 90));

  /// How long it may take at most until everything is well again.
  private static final long PATIENCE = 20_000;

  private Stores() {}

  public static Scenario<RsmMessage> store(int servers) {
    return store(servers, RaftSettings.DEFAULT);
  }

  /// So many replicas, whose clients see one store whatever happens.
  public static Scenario<RsmMessage> store(int servers, RaftSettings settings) {
    return Scenario.<RsmMessage>named("store")
        .servers(servers, (self, all) -> replica(self, all, settings))
        .always("election safety", () -> new ElectionSafety<>(Stores::inner))
        .always("log matching and leader completeness", () -> new LogSafety<>(Stores::inner))
        .always("state machine safety", StateMachineSafety::new)
        .linearizable(new KvModel());
  }

  private static Replica replica(NodeId self, List<NodeId> servers, RaftSettings settings) {
    Membership members = Membership.of(servers);
    return new Replica(self, members, settings, RsmLimits.DEFAULT, new KvMachine(KvLimits.DEFAULT));
  }

  private static Optional<RaftMessage> inner(RsmMessage message) {
    return message instanceof ForRaft(var inner) ? Optional.of(inner) : Optional.empty();
  }

  /// The same store with clients.
  public static Scenario<RsmMessage> used(
      Scenario<RsmMessage> store, int clients, Workload workload) {
    return store.clients(clients, (self, servers) -> new KvClient(servers, workload));
  }

  /// The same store with clients, which go on through all faults up to `calm`, in milliseconds.
  /// Then each of them is served, and no replica stays behind.
  public static Scenario<RsmMessage> used(
      Scenario<RsmMessage> store, int clients, Workload workload, long calm) {
    return used(store, clients, workload)
        .calmAt(calm)
        .lasting(calm + PATIENCE)
        .sometimes(
            "a client is served before the calm",
            (world, step) -> world.now() < calm * MILLISECOND && isReturn(step))
        .eventually("every client is served", () -> new Served<>(clients, calm * MILLISECOND))
        .eventually("all catch up", () -> new Converged<>(store.serverIds(), calm * MILLISECOND));
  }

  /// A step in which one of these clients is answered.
  public static BiPredicate<World<RsmMessage>, Step<RsmMessage>> answered(
      Predicate<NodeId> client) {
    return (world, step) -> client.test(step.node()) && isReturn(step);
  }

  private static boolean isReturn(Step<RsmMessage> step) {
    for (Effect<RsmMessage> effect : step.effects()) {
      if (effect instanceof Effect.Report<RsmMessage>(Returned _)) {
        return true;
      }
    }
    return false;
  }
}
