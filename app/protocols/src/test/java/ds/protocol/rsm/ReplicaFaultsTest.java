package ds.protocol.rsm;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import ds.protocol.raft.RaftFact;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.RaftTimer;
import ds.protocol.rsm.Group.Told;
import ds.protocol.rsm.RsmMessage.NotLeader;
import ds.protocol.rsm.RsmMessage.SessionExpired;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What clients may rely on when leaders change, replicas restart and snapshots take the place of
/// the log.
class ReplicaFaultsTest {

  private static final NodeId S1 = new NodeId("s1");
  private static final NodeId S2 = new NodeId("s2");
  private static final NodeId S3 = new NodeId("s3");

  private static final RaftSettings SMALL_LOG =
      RaftSettings.DEFAULT.with(new RaftSettings.Compaction(10, 1 << 20, 2, 4));
  private static final RsmLimits LIMITS = new RsmLimits(16, 3, 1_000);

  private Group group;
  private TallyClient c1;
  private TallyClient c2;

  @BeforeEach
  void start() {
    group = new Group(3, SMALL_LOG, LIMITS, Tally::new);
    group.elect(S1);
    c1 = new TallyClient(new NodeId("c1"), group);
    c2 = new TallyClient(new NodeId("c2"), group);
    c1.register(S1);
  }

  @Test
  @DisplayName("a leader that loses its office turns away everyone who waits")
  void leadershipLost() {
    group.cutOff(S1);
    c1.send(S1, 1, 5);
    c2.sendRegistration(S1);
    c2.ask(S1, 7);
    group.deliver();
    group.elect(S2);
    assertThat(group.takeTold()).isEmpty();

    group.reconnect(S1);
    group.settle(S2);
    assertThat(group.takeTold())
        .containsExactly(
            c1.told(new NotLeader(c1.id(1), Optional.empty())),
            c2.told(new NotLeader(TallyClient.REGISTRATION, Optional.empty())),
            c2.told(new NotLeader(c2.id(7), Optional.empty())));
  }

  @Test
  @DisplayName("a leader without a quorum completes nothing, and resigns: every request ends")
  void partitionedLeader() {
    group.cutOff(S1);
    for (int i = 1; i <= 10; i++) {
      c1.send(S1, i, 5);
    }
    group.deliver();
    assertThat(group.takeTold()).isEmpty();
    group.fire(S1, RaftTimer.QUORUM);
    group.fire(S1, RaftTimer.QUORUM);
    assertThat(group.takeTold())
        .hasSize(10)
        .extracting(Told::message)
        .allMatch(NotLeader.class::isInstance);
  }

  @Test
  @DisplayName("§6.3 a retry finds at the next leader what the last one left behind, done once")
  void retryAtTheNextLeader() {
    c1.send(S1, 1, 5);
    group.deliver();
    group.takeTold(); // the answer is lost, and the followers do not know that it is committed
    group.cutOff(S1);
    group.elect(S2);

    c1.execute(S2, 1, 5, 5);
    assertThat(c1.sum(S2)).isEqualTo(5);
  }

  @Test
  @DisplayName("nobody is told the result of another entry at the index that it waited for")
  void otherEntryAtTheSameIndex() {
    group.cutOff(S1);
    c1.send(S1, 1, 5);
    group.deliver();
    group.elect(S2);
    c2.register(S2);
    c2.execute(S2, 1, 30, 30);

    group.reconnect(S1);
    group.settle(S2);
    assertThat(group.takeTold())
        .containsExactly(c1.told(new NotLeader(c1.id(1), Optional.empty())));
    c1.execute(S2, 1, 5, 35);
  }

  @Test
  @DisplayName("§6.4 a leader that was replaced unawares answers no query")
  void staleLeaderDoesNotAnswer() {
    group.cutOff(S1);
    group.elect(S2);
    c1.execute(S2, 1, 5, 5);
    c2.ask(S1, 2);
    group.deliver();
    group.fire(S1, RaftTimer.HEARTBEAT);
    group.deliver();
    assertThat(group.takeTold()).isEmpty();
  }

  @Test
  @DisplayName("a restarted group replays its log, and answers repeated requests from it")
  void restartReplays() {
    c1.count(S1, 5);
    group.settle(S1);
    restartAll();
    group.elect(S2);
    assertThat(c1.sum(S2)).isEqualTo(5);
    c1.send(S2, 5, 1);
    assertThat(group.takeTold()).containsExactly(c1.toldTotal(5, 5));
    c1.execute(S2, 6, 1, 6);
  }

  @Test
  @DisplayName("a request made after a restart is not confused with one made before it")
  void restartForgetsWhoWaited() {
    c1.send(S1, 1, 5);
    group.lose();
    group.restart(S1);
    group.elect(S1);
    assertThat(group.takeTold()).isEmpty();

    c1.send(S1, 2, 70);
    group.deliver();
    assertThat(group.takeTold()).containsExactly(c1.toldTotal(2, 75));
  }

  @Test
  @DisplayName("§6.3 a snapshot holds the sessions: what is repeated behind it is not done again")
  void snapshotsHoldSessions() {
    c1.count(S1, 30);
    group.settle(S1);
    assertThat(group.takeFacts()).anyMatch(RaftFact.SnapshotTaken.class::isInstance);
    restartAll();
    group.elect(S3);
    c1.execute(S3, 30, 1, 30);
    assertThat(c1.sum(S3)).isEqualTo(30);
  }

  @Test
  @DisplayName("§7 a replica that was away catches up by a snapshot, sessions included")
  void snapshotForALaggard() {
    catchUpBySnapshot();
    group.cutOff(S1);
    group.elect(S3);
    c1.execute(S3, 60, 1, 60);
    c1.execute(S3, 61, 1, 61);
  }

  @Test
  @DisplayName(
      "§7 a replica that was away forgets by a snapshot the sessions that the others forgot")
  void laggardForgets() {
    c2.register(S1);
    group.settle(S1);
    group.cutOff(S3);
    TallyClient c3 = new TallyClient(new NodeId("c3"), group);
    c3.register(S1);
    c3.register(S1);
    c3.register(S1); // now the sessions of c1 and c2 are forgotten, but not on s3
    c3.count(S1, 60);
    bringBack();

    group.cutOff(S1);
    group.elect(S3);
    c2.send(S3, 1, 70);
    group.deliver();
    assertThat(group.takeTold()).containsExactly(c2.told(new SessionExpired(c2.id(1))));
    assertThat(c3.sum(S3)).isEqualTo(60);
  }

  @Test
  @DisplayName("the log is bounded: what a replica keeps does not grow with what it has done")
  void logIsBounded() {
    int most = 0;
    for (int i = 1; i <= 500; i++) {
      c1.execute(S1, i, 1, i);
      group.settle(S1);
      for (NodeId replica : List.of(S1, S2, S3)) {
        most = Math.max(most, group.disk(replica).size());
      }
    }
    assertThat(most).isLessThan(40);
  }

  /// While `s3` is away, so much is done that the log of it is gone; then `s3` comes back.
  private void catchUpBySnapshot() {
    c1.execute(S1, 1, 1, 1);
    group.settle(S1);
    group.cutOff(S3);
    for (int i = 2; i <= 60; i++) {
      c1.execute(S1, i, 1, i);
    }
    bringBack();
  }

  private void bringBack() {
    group.reconnect(S3);
    group.takeFacts();
    group.settle(S1);
    group.settle(S1);
    assertThat(group.takeFacts()).anyMatch(RaftFact.SnapshotInstalled.class::isInstance);
  }

  private void restartAll() {
    group.lose();
    List.of(S1, S2, S3).forEach(group::restart);
    group.takeTold();
  }
}
