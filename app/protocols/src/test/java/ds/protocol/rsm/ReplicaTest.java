package ds.protocol.rsm;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Durable;
import ds.core.NodeId;
import ds.protocol.raft.RaftFact;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.RaftTimer;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Membership;
import ds.protocol.rsm.RsmMessage.Answered;
import ds.protocol.rsm.RsmMessage.ClientRequest;
import ds.protocol.rsm.RsmMessage.ForRaft;
import ds.protocol.rsm.RsmMessage.NotLeader;
import ds.protocol.rsm.RsmMessage.Overloaded;
import ds.protocol.rsm.RsmMessage.RegisterClient;
import ds.protocol.rsm.RsmMessage.SessionExpired;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What clients may rely on while one replica leads: chapter 6 of the Raft dissertation, on a real
/// Raft.
class ReplicaTest {

  private static final NodeId S1 = new NodeId("s1");
  private static final NodeId S2 = new NodeId("s2");
  private static final NodeId S3 = new NodeId("s3");
  private static final RsmLimits LIMITS = new RsmLimits(4, 3, 1_000);

  private Group group;
  private TallyClient c1;
  private TallyClient c2;

  @BeforeEach
  void start() {
    group = new Group(3, RaftSettings.DEFAULT, LIMITS, Tally::new);
    group.elect(S1);
    c1 = new TallyClient(new NodeId("c1"), group);
    c2 = new TallyClient(new NodeId("c2"), group);
    c1.register(S1);
  }

  @Test
  @DisplayName("§6.1 the leader answers a command when it is committed and carried out")
  void answersWhenCommitted() {
    c1.send(S1, 1, 5);
    assertThat(group.takeTold()).isEmpty();
    group.deliver();
    assertThat(group.takeTold()).containsExactly(c1.toldTotal(1, 5));
  }

  @Test
  @DisplayName("many clients at once are all served, each command once")
  void concurrentClients() {
    RsmLimits limits = new RsmLimits(64, 64, 1 << 20);
    group = new Group(3, RaftSettings.DEFAULT, limits, Tally::new);
    group.elect(S1);
    List<TallyClient> clients = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      TallyClient client = new TallyClient(new NodeId("c" + i), group);
      client.register(S1);
      clients.add(client);
    }
    clients.forEach(client -> client.send(S1, 1, 1));
    group.deliver();
    long total = 0;
    for (Group.Told told : group.takeTold()) {
      assertThat(told).isEqualTo(clients.get((int) total).toldTotal(1, ++total));
    }
    assertThat(total).isEqualTo(50);
  }

  @Test
  @DisplayName("§6.2 a follower turns clients away with a hint, and keeps nothing of them")
  void followersRedirect() {
    for (int i = 0; i < 2 * LIMITS.waitingMax(); i++) {
      c1.send(S2, 1, 5);
      c1.ask(S2, 2);
      c2.sendRegistration(S2);
      assertThat(group.takeTold())
          .containsExactly(
              c1.told(new NotLeader(c1.id(1), Optional.of(S1))),
              c1.told(new NotLeader(c1.id(2), Optional.of(S1))),
              c2.told(new NotLeader(TallyClient.REGISTRATION, Optional.of(S1))));
    }
  }

  @Test
  @DisplayName("§6.3 a command that is in the log twice is carried out once and answered twice")
  void exactlyOnceInTheLog() {
    c1.send(S1, 1, 5);
    c1.send(S1, 1, 5);
    group.takeFacts();
    group.deliver();
    assertThat(group.takeTold()).containsExactly(c1.toldTotal(1, 5), c1.toldTotal(1, 5));
    assertThat(group.takeFacts()).contains(new RsmFact.Suppressed(c1.id(1)));
    assertThat(c1.sum(S1)).isEqualTo(5);
  }

  @Test
  @DisplayName("§6.3 a repeated command is answered from memory, by any replica, without the log")
  void answersFromMemory() {
    c1.execute(S1, 1, 5, 5);
    group.settle(S1);
    for (NodeId replica : List.of(S1, S2, S3)) {
      c1.send(replica, 1, 5);
      assertThat(group.takeTold()).containsExactly(c1.toldTotal(1, 5));
      assertThat(group.messagesUnderWay()).isZero();
    }
  }

  @Test
  @DisplayName("§6.3 a request that arrives after its successor is neither done nor answered")
  void supersededRequests() {
    c1.execute(S1, 2, 5, 5);
    c1.send(S1, 1, 70);
    group.deliver();
    assertThat(group.takeTold()).isEmpty();
    assertThat(c1.sum(S1)).isEqualTo(5);
  }

  @Test
  @DisplayName("§6.3 a request that the log holds behind its successor is not done")
  void supersededInTheLog() {
    c1.send(S1, 2, 5);
    c1.send(S1, 1, 70);
    group.deliver();
    assertThat(group.takeTold()).containsExactly(c1.toldTotal(2, 5));
    assertThat(c1.sum(S1)).isEqualTo(5);
  }

  @Test
  @DisplayName("§6.3 a request of a forgotten session is not done, and its client is told")
  void expiredSessions() {
    c1.execute(S1, 1, 5, 5);
    c2.register(S1);
    c2.register(S1);
    group.takeFacts();
    c2.register(S1);
    assertThat(group.takeFacts()).contains(new RsmFact.SessionEvicted(c1.session()));

    c1.send(S1, 1, 5);
    c1.send(S1, 2, 70);
    group.deliver();
    assertThat(group.takeTold())
        .containsExactly(
            c1.told(new SessionExpired(c1.id(1))), c1.told(new SessionExpired(c1.id(2))));
    assertThat(c1.sum(S1)).isEqualTo(5);
  }

  @Test
  @DisplayName(
      "§6.3 a session that is forgotten while its request is under way: the client is told")
  void expiryOnTheWay() {
    c2.sendRegistration(S1);
    c2.sendRegistration(S1);
    c2.sendRegistration(S1);
    c1.send(S1, 1, 70);
    group.deliver();
    assertThat(group.takeTold()).hasSize(4).contains(c1.told(new SessionExpired(c1.id(1))));
    assertThat(c1.sum(S1)).isZero();
  }

  @Test
  @DisplayName("a request with a session that nobody opened is refused, and harms no replica")
  void inventedSessions() {
    NodeId liar = new NodeId("c3");
    RequestId invented = new RequestId(new SessionId(1_000_000), 1);
    group.arrive(liar, S1, new ClientRequest(invented, new Tally.Add(70)));
    group.arrive(liar, S1, new ClientRequest(TallyClient.REGISTRATION, new Tally.Add(70)));
    group.arrive(liar, S1, new RegisterClient(c1.id(1)));
    group.deliver();
    assertThat(group.takeTold())
        .contains(
            new Group.Told(liar, new SessionExpired(invented)),
            new Group.Told(liar, new SessionExpired(TallyClient.REGISTRATION)));
    c1.execute(S1, 1, 5, 5);
  }

  @Test
  @DisplayName("§6.4 a query sees every command that was answered before it, and leaves no entry")
  void queriesSeeTheNewest() {
    c1.execute(S1, 1, 5, 5);
    List<Durable> before = group.disk(S1);
    c1.ask(S1, 2);
    group.deliver();
    assertThat(group.takeTold()).containsExactly(c1.toldTotal(2, 5));
    assertThat(group.disk(S1)).isEqualTo(before);
  }

  @Test
  @DisplayName("a leader with many who wait turns the next one away; that copy has no effect")
  void overload() {
    group.cutOff(S2);
    group.cutOff(S3);
    for (int i = 0; i < LIMITS.waitingMax(); i++) {
      c2.sendRegistration(S1);
      c2.ask(S1, i);
    }
    assertThat(group.takeTold()).isEmpty();
    c1.send(S1, 1, 5);
    c1.ask(S1, 2);
    assertThat(group.takeTold())
        .containsExactly(c1.told(new Overloaded(c1.id(1))), c1.told(new Overloaded(c1.id(2))));

    group.reconnect(S2);
    group.reconnect(S3);
    group.settle(S1);
    assertThat(c1.sum(S1)).isZero();
  }

  @Test
  @DisplayName("a query that Raft has no room for is turned away, and nothing is kept of it")
  void raftOverload() {
    var limits = new RaftSettings.Limits(256, 1 << 18, 32, 1 << 24, 1, 1_024, 128);
    group = new Group(3, RaftSettings.DEFAULT.with(limits), LIMITS, Tally::new);
    group.elect(S1);
    group.cutOff(S1);
    c1 = new TallyClient(new NodeId("c1"), group);
    c1.ask(S1, 1);
    for (int i = 2; i < 5; i++) {
      c1.ask(S1, i);
      assertThat(group.takeTold()).containsExactly(c1.told(new Overloaded(c1.id(i))));
    }
    group.fire(S1, RaftTimer.QUORUM);
    group.fire(S1, RaftTimer.QUORUM);
    assertThat(group.takeTold())
        .containsExactly(c1.told(new NotLeader(c1.id(1), Optional.empty())));
  }

  @Test
  @DisplayName("administrators speak to the Raft inside")
  void administration() {
    NodeId admin = new NodeId("admin");
    group.arrive(admin, S1, new ForRaft(new RaftMessage.TransferLeadership(S2)));
    group.deliver();
    assertThat(((ForRaft) group.takeTold().getFirst().message()).message())
        .matches(m -> m instanceof RaftMessage.Answered(Answer.Accepted _));
    group.settle(S2);
    c1.execute(S2, 1, 5, 5);

    var change = new RaftMessage.ChangeMembership(new Membership.Change.Remove(S3));
    group.arrive(admin, S2, new ForRaft(change));
    group.deliver();
    assertThat(group.takeFacts()).anyMatch(RaftFact.MembershipChanged.class::isInstance);
  }

  @Test
  @DisplayName("a command without a session is refused: nobody could tell if it was done twice")
  void noCommandsPastTheSessions() {
    NodeId admin = new NodeId("admin");
    group.arrive(admin, S1, new ForRaft(new RaftMessage.Propose(new Tally.Add(70))));
    group.deliver();
    assertThat(((ForRaft) group.takeTold().getFirst().message()).message())
        .matches(m -> m instanceof RaftMessage.Answered(Answer.Refused _));
    assertThat(c1.sum(S1)).isZero();
  }

  @Test
  @DisplayName("100,000 clients, one after the other, cost no more memory than the sessions kept")
  void manyClients() {
    RsmLimits limits = new RsmLimits(64, 100, 1 << 20);
    var compaction = new RaftSettings.Compaction(1_000, 1 << 20, 100, 4);
    group = new Group(1, RaftSettings.DEFAULT.with(compaction), limits, Tally::new);
    group.elect(S1);
    TallyClient client = new TallyClient(new NodeId("c1"), group);
    int served = 0;
    for (int i = 1; i <= 100_000; i++) {
      client.register(S1);
      client.send(S1, 1, 1);
      group.deliver();
      served += group.takeTold().getFirst().message() instanceof Answered ? 1 : 0;
      group.takeFacts();
    }
    assertThat(served).isEqualTo(100_000);
    assertThat(group.disk(S1)).hasSizeLessThan(2_000);
    assertThat(sessionsOnDisk()).isEqualTo(100);
  }

  private int sessionsOnDisk() {
    int sessions = 0;
    for (Durable piece : group.disk(S1)) {
      sessions += piece instanceof Sessions.SessionsPiece(var some) ? some.size() : 0;
    }
    return sessions;
  }
}
