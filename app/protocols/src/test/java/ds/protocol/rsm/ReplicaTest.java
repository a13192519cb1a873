package ds.protocol.rsm;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Durable;
import ds.core.NodeId;
import ds.protocol.raft.RaftFact;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.RaftTimer;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.Membership;
import ds.protocol.rsm.Group.Told;
import ds.protocol.rsm.ReplicaTest.Tally.Add;
import ds.protocol.rsm.ReplicaTest.Tally.Sum;
import ds.protocol.rsm.RsmMessage.Answered;
import ds.protocol.rsm.RsmMessage.ClientQuery;
import ds.protocol.rsm.RsmMessage.ClientRequest;
import ds.protocol.rsm.RsmMessage.ForRaft;
import ds.protocol.rsm.RsmMessage.NotLeader;
import ds.protocol.rsm.RsmMessage.Overloaded;
import ds.protocol.rsm.RsmMessage.RegisterClient;
import ds.protocol.rsm.RsmMessage.Registered;
import ds.protocol.rsm.RsmMessage.SessionExpired;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Replicas on a real Raft, with a machine for which it matters that nothing is done twice.
class ReplicaTest {

  private static final NodeId S1 = new NodeId("s1");
  private static final NodeId S2 = new NodeId("s2");
  private static final NodeId S3 = new NodeId("s3");
  private static final NodeId C1 = new NodeId("c1");
  private static final NodeId C2 = new NodeId("c2");

  private static final RaftSettings SMALL_LOG =
      RaftSettings.DEFAULT.with(new RaftSettings.Compaction(10, 1 << 20, 2, 4));
  private static final RsmLimits LIMITS = new RsmLimits(4, 3, 1_000);

  private Group group;
  private SessionId session;

  @BeforeEach
  void start() {
    group = new Group(3, SMALL_LOG, LIMITS, Tally::new);
    group.elect(S1);
    session = register(C1, S1);
  }

  @Test
  @DisplayName("§6.1 the leader answers a command when it is committed and carried out")
  void answersWhenCommitted() {
    group.arrive(C1, S1, request(1, 5));
    assertThat(group.takeTold()).isEmpty();
    group.deliver();
    assertThat(group.takeTold()).containsExactly(answered(C1, 1, 5));
  }

  @Test
  @DisplayName("§6.2 a follower turns clients away, with a hint")
  void followersRedirect() {
    group.arrive(C1, S2, request(1, 5));
    group.arrive(C1, S2, query(2));
    group.arrive(C2, S2, new RegisterClient(new RequestId(SessionId.NONE, 9)));
    assertThat(group.takeTold())
        .containsExactly(
            new Told(C1, new NotLeader(id(1), Optional.of(S1))),
            new Told(C1, new NotLeader(id(2), Optional.of(S1))),
            new Told(C2, new NotLeader(new RequestId(SessionId.NONE, 9), Optional.of(S1))));
  }

  @Test
  @DisplayName("§6.3 a command that is in the log twice is carried out once and answered twice")
  void exactlyOnceInTheLog() {
    group.arrive(C1, S1, request(1, 5));
    group.arrive(C1, S1, request(1, 5));
    group.takeFacts();
    group.deliver();
    assertThat(group.takeTold()).containsExactly(answered(C1, 1, 5), answered(C1, 1, 5));
    assertThat(group.takeFacts()).contains(new RsmFact.Suppressed(id(1)));
    assertThat(sumAt(S1)).isEqualTo(5);
  }

  @Test
  @DisplayName("§6.3 a repeated command is answered from memory, by any replica, without the log")
  void answersFromMemory() {
    execute(S1, 1, 5);
    group.settle(S1);
    for (NodeId replica : List.of(S1, S2, S3)) {
      group.arrive(C1, replica, request(1, 5));
      assertThat(group.takeTold()).containsExactly(answered(C1, 1, 5));
      assertThat(group.messagesUnderWay()).isZero();
    }
  }

  @Test
  @DisplayName(
      "§6.3 a request that arrives after the client's next one is neither done nor answered")
  void supersededRequests() {
    execute(S1, 2, 5);
    group.arrive(C1, S1, request(1, 70));
    group.deliver();
    assertThat(group.takeTold()).isEmpty();
    assertThat(sumAt(S1)).isEqualTo(5);
  }

  @Test
  @DisplayName("§6.3 a request of a forgotten session is not done, and its client is told")
  void expiredSessions() {
    execute(S1, 1, 5);
    register(C2, S1);
    register(C2, S1);
    group.takeFacts();
    register(C2, S1);
    assertThat(group.takeFacts()).contains(new RsmFact.SessionEvicted(session));
    group.takeTold();

    group.arrive(C1, S1, request(1, 5));
    group.arrive(C1, S1, request(2, 70));
    group.deliver();
    assertThat(group.takeTold())
        .containsExactly(
            new Told(C1, new SessionExpired(id(1))), new Told(C1, new SessionExpired(id(2))));
    assertThat(sumAt(S1)).isEqualTo(5);
  }

  @Test
  @DisplayName("§6.3 a session that is forgotten while its request is under way is told in time")
  void expiryOnTheWay() {
    for (int i = 0; i < 3; i++) {
      group.arrive(C2, S1, new RegisterClient(new RequestId(SessionId.NONE, i)));
    }
    group.arrive(C1, S1, request(1, 70));
    group.deliver();
    assertThat(group.takeTold()).contains(new Told(C1, new SessionExpired(id(1)))).hasSize(4);
    assertThat(sumAt(S1)).isZero();
  }

  @Test
  @DisplayName("a request with a session that nobody opened is refused, and harms no replica")
  void inventedSessions() {
    RequestId invented = new RequestId(new SessionId(1_000_000), 1);
    RequestId confused = new RequestId(session, 1);
    group.arrive(C2, S1, new ClientRequest(invented, new Add(70)));
    group.arrive(C2, S1, new RegisterClient(confused));
    group.deliver();
    assertThat(group.takeTold().getFirst()).isEqualTo(new Told(C2, new SessionExpired(invented)));
    assertThat(sumAt(S1)).isZero();
    execute(S1, 1, 5);
  }

  @Test
  @DisplayName("a leader that loses its office turns away everyone who waits")
  void leadershipLost() {
    group.cutOff(S1);
    group.arrive(C1, S1, request(1, 5));
    group.arrive(C2, S1, new RegisterClient(new RequestId(SessionId.NONE, 9)));
    group.arrive(C2, S1, new ClientQuery(new RequestId(SessionId.NONE, 8), new Sum()));
    group.deliver();
    group.elect(S2);
    assertThat(group.takeTold()).isEmpty();

    group.reconnect(S1);
    group.settle(S2);
    assertThat(group.takeTold())
        .extracting(Told::message)
        .hasSize(3)
        .allMatch(NotLeader.class::isInstance);
  }

  @Test
  @DisplayName("a leader without a quorum completes nothing, and resigns: every request ends")
  void partitionedLeader() {
    group.cutOff(S1);
    group.arrive(C1, S1, request(1, 5));
    group.deliver();
    group.fire(S1, RaftTimer.QUORUM);
    group.fire(S1, RaftTimer.QUORUM);
    assertThat(group.takeTold())
        .containsExactly(new Told(C1, new NotLeader(id(1), Optional.empty())));
  }

  @Test
  @DisplayName("§6.3 a retry finds at the next leader what the last one left behind, done once")
  void retryAtTheNextLeader() {
    group.arrive(C1, S1, request(1, 5));
    group.deliver();
    group.takeTold(); // the answer is lost, and the followers do not know that it is committed
    group.cutOff(S1);
    group.elect(S2);

    group.arrive(C1, S2, request(1, 5));
    group.deliver();
    assertThat(group.takeTold()).containsExactly(answered(C1, 1, 5));
    assertThat(sumAt(S2)).isEqualTo(5);
  }

  @Test
  @DisplayName("nobody is told the result of another entry at the index that it waited for")
  void otherEntryAtTheSameIndex() {
    group.cutOff(S1);
    group.arrive(C1, S1, request(1, 5));
    group.deliver();
    group.elect(S2);
    SessionId other = register(C2, S2);
    group.arrive(C2, S2, new ClientRequest(new RequestId(other, 1), new Add(30)));
    group.settle(S2);
    group.takeTold();

    group.reconnect(S1);
    group.settle(S2);
    assertThat(group.takeTold())
        .containsExactly(new Told(C1, new NotLeader(id(1), Optional.empty())));
    execute(S2, 1, 5, 35);
  }

  @Test
  @DisplayName("a restarted group replays its log, and answers repeated requests from it")
  void restartReplays() {
    for (int i = 1; i <= 5; i++) {
      execute(S1, i, i);
    }
    group.settle(S1);
    restartAll();
    group.elect(S2);
    assertThat(sumAt(S2)).isEqualTo(15);
    group.arrive(C1, S2, request(5, 5));
    assertThat(group.takeTold()).containsExactly(answered(C1, 5, 15));
    execute(S2, 6, 6, 21);
  }

  @Test
  @DisplayName("a request made after a restart is not confused with one made before it")
  void restartForgetsWhoWaited() {
    group.arrive(C1, S1, request(1, 5));
    group.lose();
    group.restart(S1);
    group.elect(S1);
    assertThat(group.takeTold()).isEmpty();

    group.arrive(C1, S1, request(2, 70));
    group.deliver();
    assertThat(group.takeTold()).containsExactly(answered(C1, 2, 75));
  }

  @Test
  @DisplayName("§6.3 a snapshot holds the sessions: what is repeated behind it is not done again")
  void snapshotsHoldSessions() {
    for (int i = 1; i <= 30; i++) {
      execute(S1, i, 1);
    }
    group.settle(S1);
    assertThat(group.takeFacts()).anyMatch(RaftFact.SnapshotTaken.class::isInstance);
    restartAll();
    group.elect(S3);
    group.arrive(C1, S3, request(30, 1));
    group.deliver();
    assertThat(group.takeTold()).containsExactly(answered(C1, 30, 30));
    assertThat(sumAt(S3)).isEqualTo(30);
  }

  @Test
  @DisplayName("§7 a replica that was away catches up by a snapshot, sessions included")
  void snapshotForALaggard() {
    group.cutOff(S3);
    for (int i = 1; i <= 60; i++) {
      execute(S1, i, 1);
    }
    group.reconnect(S3);
    group.settle(S1);
    group.settle(S1);
    assertThat(group.takeFacts()).anyMatch(RaftFact.SnapshotInstalled.class::isInstance);

    group.cutOff(S1);
    group.elect(S3);
    group.arrive(C1, S3, request(60, 1));
    group.deliver();
    assertThat(group.takeTold()).containsExactly(answered(C1, 60, 60));
    execute(S3, 61, 1, 61);
  }

  @Test
  @DisplayName("the log is bounded: what a replica keeps does not grow with what it has done")
  void logIsBounded() {
    int most = 0;
    for (int i = 1; i <= 500; i++) {
      execute(S1, i, 1);
      group.settle(S1);
      for (NodeId replica : List.of(S1, S2, S3)) {
        most = Math.max(most, group.disk(replica).size());
      }
    }
    assertThat(most).isLessThan(40);
  }

  @Test
  @DisplayName("§6.4 a query sees every command that was answered before it, and leaves no entry")
  void queriesSeeTheNewest() {
    execute(S1, 1, 5);
    List<Durable> before = group.disk(S1);
    group.arrive(C1, S1, query(2));
    group.deliver();
    assertThat(group.takeTold()).containsExactly(answered(C1, 2, 5));
    assertThat(group.disk(S1)).isEqualTo(before);
  }

  @Test
  @DisplayName("§6.4 a leader that was replaced unawares answers no query")
  void staleLeaderDoesNotAnswer() {
    group.cutOff(S1);
    group.elect(S2);
    execute(S2, 1, 5);
    group.arrive(C2, S1, query(2));
    group.deliver();
    group.fire(S1, RaftTimer.HEARTBEAT);
    group.deliver();
    assertThat(group.takeTold()).isEmpty();
  }

  @Test
  @DisplayName("a leader with many who wait turns the next one away; that copy has no effect")
  void overload() {
    group.cutOff(S2);
    group.cutOff(S3);
    for (int i = 0; i < LIMITS.waitingMax(); i++) {
      group.arrive(C2, S1, new RegisterClient(new RequestId(SessionId.NONE, i)));
      group.arrive(C2, S1, query(i));
    }
    assertThat(group.takeTold()).isEmpty();
    group.arrive(C1, S1, request(1, 5));
    group.arrive(C1, S1, query(2));
    assertThat(group.takeTold())
        .containsExactly(new Told(C1, new Overloaded(id(1))), new Told(C1, new Overloaded(id(2))));

    group.reconnect(S2);
    group.reconnect(S3);
    group.settle(S1);
    group.takeTold();
    assertThat(sumAt(S1)).isZero();
  }

  @Test
  @DisplayName("administrators speak to the Raft inside")
  void administration() {
    group.arrive(C2, S1, new ForRaft(new RaftMessage.TransferLeadership(S2)));
    group.deliver();
    assertThat(((ForRaft) group.takeTold().getFirst().message()).message())
        .matches(m -> m instanceof RaftMessage.Answered(Answer.Accepted _));
    group.settle(S2);
    execute(S2, 1, 5);

    var change = new RaftMessage.ChangeMembership(new Membership.Change.Remove(S3));
    group.arrive(C2, S2, new ForRaft(change));
    group.deliver();
    assertThat(group.takeFacts()).anyMatch(RaftFact.MembershipChanged.class::isInstance);
  }

  @Test
  @DisplayName(
      "a command without a session is refused: nobody could tell whether it was done twice")
  void noCommandsPastTheSessions() {
    group.arrive(C2, S1, new ForRaft(new RaftMessage.Propose(new Add(70))));
    group.deliver();
    assertThat(((ForRaft) group.takeTold().getFirst().message()).message())
        .matches(m -> m instanceof RaftMessage.Answered(Answer.Refused _));
    assertThat(sumAt(S1)).isZero();
  }

  @Test
  @DisplayName("100,000 clients, one after the other, cost no more memory than the sessions kept")
  void manyClients() {
    RsmLimits limits = new RsmLimits(64, 100, 1 << 20);
    var compaction = new RaftSettings.Compaction(1_000, 1 << 20, 100, 4);
    Group one = new Group(1, RaftSettings.DEFAULT.with(compaction), limits, Tally::new);
    one.elect(S1);
    int served = 0;
    for (int i = 1; i <= 100_000; i++) {
      one.arrive(C1, S1, new RegisterClient(new RequestId(SessionId.NONE, i)));
      one.deliver();
      SessionId opened = ((Registered) one.takeTold().getFirst().message()).session();
      one.arrive(C1, S1, new ClientRequest(new RequestId(opened, 1), new Add(1)));
      one.deliver();
      served += one.takeTold().getFirst().message() instanceof Answered ? 1 : 0;
      one.takeFacts();
    }
    assertThat(served).isEqualTo(100_000);
    assertThat(one.disk(S1)).hasSizeLessThan(2_000);
    assertThat(sessionsOnDisk(one)).isEqualTo(100);
  }

  private static int sessionsOnDisk(Group group) {
    int sessions = 0;
    for (Durable piece : group.disk(S1)) {
      sessions += piece instanceof Sessions.SessionsPiece(var some) ? some.size() : 0;
    }
    return sessions;
  }

  private SessionId register(NodeId client, NodeId leader) {
    group.takeTold();
    group.arrive(client, leader, new RegisterClient(new RequestId(SessionId.NONE, 1)));
    group.deliver();
    return ((Registered) group.takeTold().getFirst().message()).session();
  }

  private void restartAll() {
    group.lose();
    List.of(S1, S2, S3).forEach(group::restart);
    group.takeTold();
  }

  /// Has the leader carry out an addition; all additions before it were of the same session.
  private void execute(NodeId leader, long sequence, long amount) {
    group.takeTold();
    group.arrive(C1, leader, request(sequence, amount));
    group.deliver();
    assertThat(group.takeTold())
        .hasSize(1)
        .first()
        .matches(told -> told.message() instanceof Answered);
  }

  private void execute(NodeId leader, long sequence, long amount, long total) {
    group.takeTold();
    group.arrive(C1, leader, request(sequence, amount));
    group.deliver();
    assertThat(group.takeTold()).containsExactly(answered(C1, sequence, total));
  }

  private long sumAt(NodeId leader) {
    group.takeTold();
    group.arrive(C2, leader, query(1_000));
    group.deliver();
    return ((Tally.Total) ((Answered) group.takeTold().getFirst().message()).result()).value();
  }

  private Told answered(NodeId client, long sequence, long total) {
    return new Told(client, new Answered(id(sequence), new Tally.Total(total)));
  }

  private ClientRequest request(long sequence, long amount) {
    return new ClientRequest(id(sequence), new Add(amount));
  }

  private ClientQuery query(long sequence) {
    return new ClientQuery(id(sequence), new Sum());
  }

  private RequestId id(long sequence) {
    return new RequestId(session, sequence);
  }

  /// Adds up.
  static final class Tally implements Machine {

    record Add(long amount) implements Command {}

    record Sum() implements Query {}

    record Total(long value) implements Result {}

    record TallyPiece(long total) implements Durable {}

    private long total;

    @Override
    public Result apply(Command command) {
      total += ((Add) command).amount;
      return new Total(total);
    }

    @Override
    public Result query(Query query) {
      return new Total(total);
    }

    @Override
    public Iterable<Durable> snapshot() {
      return List.of(new TallyPiece(total));
    }

    @Override
    public void clear() {
      total = 0;
    }

    @Override
    public void restore(Durable piece) {
      total = ((TallyPiece) piece).total;
    }
  }
}
