package ds.protocol.raft.smoke;

import static ds.core.Context.MILLISECOND;
import static org.assertj.core.api.Assertions.assertThat;

import ds.protocol.raft.RaftSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How many messages a cluster of three needs when the network is good.
class EconomyTest {

  private static final long SECOND = 1_000 * MILLISECOND;

  private static Cluster cluster() {
    Cluster cluster = new Cluster(7, 3, 0, RaftSettings.DEFAULT);
    cluster.delayMax = MILLISECOND / 10;
    cluster.runFor(3 * SECOND);
    return cluster;
  }

  @Test
  @DisplayName("an election costs at most 30 messages")
  void election() {
    Cluster cluster = new Cluster(7, 3, 0, RaftSettings.DEFAULT);
    cluster.delayMax = MILLISECOND / 10;
    while (cluster.leaders().isEmpty()) {
      cluster.runFor(MILLISECOND);
    }

    assertThat(cluster.claims.sent).isLessThanOrEqualTo(30);
  }

  @Test
  @DisplayName("an idle cluster exchanges at most 60 messages a second")
  void idle() {
    Cluster cluster = cluster();
    long before = cluster.claims.sent;

    cluster.runFor(10 * SECOND);

    assertThat(cluster.claims.sent - before).isLessThanOrEqualTo(600);
  }

  @Test
  @DisplayName("each command is sent to each follower once")
  void commandsTravelOnce() {
    Cluster cluster = cluster();
    Server leader = cluster.leaders().getFirst();
    cluster.claims.entriesSent = 0;

    for (int i = 0; i < 500; i++) {
      leader.propose("w" + i);
      cluster.runFor(5 * MILLISECOND);
    }

    cluster.runFor(SECOND);
    assertThat(leader.register.values()).hasSize(500);
    assertThat(cluster.claims.entriesSent).isEqualTo(2 * 500);
  }
}
