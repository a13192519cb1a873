package ds.protocol.raft.smoke;

import static ds.core.Context.MILLISECOND;
import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.RaftSettings.Compaction;
import ds.protocol.raft.RaftSettings.Limits;
import ds.protocol.raft.RaftSettings.Reading;
import ds.protocol.raft.log.Membership.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Random runs of whole clusters, each given by its seed.
class RaftSmokeTest {

  private static final int SEEDS = Integer.getInteger("raft.seeds", 300);
  private static final int FIRST = Integer.getInteger("raft.first", 1);

  /// Small bounds, so that a short run meets each of them.
  private static final RaftSettings TIGHT =
      RaftSettings.DEFAULT
          .with(new Limits(3, 400, 3, 2_000, 8, 4, 5))
          .with(new Compaction(12, 100_000, 4, 3));

  private static final RaftSettings LEASES = TIGHT.with(Reading.LEASE);

  private static int elections;
  private static int truncations;
  private static int snapshotsTaken;
  private static int snapshotsInstalled;
  private static int reads;
  private static int changes;
  private static int writes;

  @Test
  @DisplayName("no schedule of faults breaks figure 3, and each cluster recovers")
  void survives() {
    for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
      run(seed);
    }
    System.out.println(
        "elections %d, truncations %d, snapshots %d/%d, reads %d, changes %d, writes %d"
            .formatted(
                elections,
                truncations,
                snapshotsTaken,
                snapshotsInstalled,
                reads,
                changes,
                writes));
    assertThat(truncations).isPositive();
    assertThat(snapshotsInstalled).isPositive();
    assertThat(reads).isPositive();
    assertThat(changes).isPositive();
  }

  private static void run(int seed) {
    Cluster cluster = new Cluster(seed, 1 + seed % 5, seed % 3, seed % 2 == 0 ? LEASES : TIGHT);
    try {
      cluster.loss = cluster.random.nextInt(3) * 0.08;
      cluster.duplication = cluster.random.nextInt(3) * 0.05;
      cluster.delayMax = (1 + cluster.random.nextInt(40)) * MILLISECOND;
      cluster.syncMax = (1 + cluster.random.nextInt(20)) * MILLISECOND;
      for (Server server : cluster.servers) {
        server.clockRate = 1 + 0.045 * (2 * cluster.random.nextDouble() - 1);
        server.clockOffset = cluster.random.nextInt(1_000_000) * MILLISECOND;
      }
      for (int i = 0; i < 60; i++) {
        cluster.runFor(cluster.between(10, 250) * MILLISECOND);
        work(cluster, i);
        disturb(cluster);
      }
      cluster.mustRecover();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "seed " + seed + ", at " + cluster.now / MILLISECOND + " ms: " + e.getMessage(), e);
    }
    elections += cluster.claims.elections;
    truncations += cluster.claims.truncations;
    snapshotsTaken += cluster.claims.snapshotsTaken;
    snapshotsInstalled += cluster.claims.snapshotsInstalled;
    reads += cluster.claims.readsReleased;
    changes += cluster.claims.membershipChanges;
    writes += cluster.claims.writesAcknowledged;
  }

  private static void work(Cluster cluster, int round) {
    for (int i = 0; i < cluster.random.nextInt(8); i++) {
      for (Server leader : cluster.leaders()) {
        leader.propose("w" + round + "." + i + "@" + leader.id);
      }
    }
    for (int i = 0; i < 3; i++) {
      for (Server leader : cluster.leaders()) {
        leader.read(round * 1_000L + i * 10L + cluster.servers.indexOf(leader));
      }
    }
  }

  private static void disturb(Cluster cluster) {
    switch (cluster.random.nextInt(14)) {
      case 0 -> cluster.anyServer().crash();
      case 1 -> cluster.leaders().forEach(Server::crash);
      case 2, 3 -> cluster.servers.forEach(Server::revive);
      case 4 -> cluster.cut(List.of(cluster.anyServer().id), cluster.random.nextBoolean());
      case 5 -> cluster.cut(List.of(cluster.anyServer().id, cluster.anyServer().id), false);
      case 6, 7 -> cluster.heal();
      case 8 -> cluster.leaders().forEach(leader -> leader.transferTo(cluster.anyServer().id));
      case 9, 10 -> cluster.leaders().forEach(leader -> leader.change(anyChange(cluster, leader)));
      case 11 -> cluster.anyServer().pause();
      case 12 -> cluster.anyServer().clockOffset += cluster.between(-500, 500) * MILLISECOND;
      default -> {}
    }
  }

  private static Change anyChange(Cluster cluster, Server leader) {
    NodeId any = cluster.anyServer().id;
    var membership = leader.raft.membership();
    if (!membership.contains(any)) {
      return new Change.AddLearner(any);
    }
    if (membership.learners().contains(any) && cluster.random.nextBoolean()) {
      return new Change.Promote(any);
    }
    if (cluster.random.nextInt(3) == 0) {
      return new Change.Remove(any);
    }
    List<NodeId> voters = new ArrayList<>(membership.members());
    if (voters.size() > 1 && cluster.random.nextBoolean()) {
      voters.remove(cluster.random.nextInt(voters.size()));
    }
    return new Change.Replace(voters);
  }
}
