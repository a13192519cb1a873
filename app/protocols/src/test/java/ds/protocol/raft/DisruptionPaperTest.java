package ds.protocol.raft;

import static ds.protocol.raft.Bench.B;
import static ds.protocol.raft.Bench.C;
import static ds.protocol.raft.Bench.append;
import static ds.protocol.raft.Bench.at;
import static ds.protocol.raft.Bench.leader;
import static ds.protocol.raft.Bench.requestVote;
import static ds.protocol.raft.Bench.term;
import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Effect;
import ds.protocol.raft.Raft.Role;
import ds.protocol.raft.RaftMessage.Cause;
import ds.protocol.raft.RaftMessage.PreVote;
import ds.protocol.raft.RaftMessage.PreVoteGranted;
import ds.protocol.raft.RaftMessage.RequestVote;
import ds.protocol.raft.RaftMessage.Stale;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.log.Position;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How a server that cannot win, or has no reason to stand, is kept from deposing a leader that
/// does its work: §6; dissertation §4.2.3, §6.4.1, §9.6. And when a leader does not: §6.2.
class DisruptionPaperTest {

  @Test
  @DisplayName("§9.6 a pre-candidate asks for votes without increasing its term")
  void asksFirst() {
    Bench server = Bench.holding(1, 1, 2);

    server.fire(RaftTimer.ELECTION);

    assertThat(server.raft.role()).isEqualTo(Role.PRE_CANDIDATE);
    assertThat(server.raft.term()).isEqualTo(term(2));
    assertThat(server.persisted()).isEmpty();
    assertThat(server.sentTo(B)).containsExactly(new PreVote(term(3), at(3, 2)));
    assertThat(server.sentTo(C)).containsExactly(new PreVote(term(3), at(3, 2)));
  }

  @Test
  @DisplayName("§9.6 a pre-candidate that lags by one term learns of it, and can win the next one")
  void laggingPreCandidateLearns() {
    Bench server = Bench.holding(1, 3);
    server.fire(RaftTimer.ELECTION);

    server.receive(B, new PreVote(term(3), at(9, 2)));

    assertThat(server.sentTo(B)).containsExactly(new Stale(term(3)));
  }

  @Test
  @DisplayName("§9.6 a pre-vote changes neither the voter's term nor its vote nor its timer")
  void preVoteChangesNothing() {
    Bench server = Bench.among(3);

    server.receive(B, new PreVote(term(7), Position.NONE));

    assertThat(server.sentTo(B)).containsExactly(new PreVoteGranted(term(7)));
    assertThat(server.raft.term()).isEqualTo(term(0));
    assertThat(server.effects()).hasSize(1);
  }

  @Test
  @DisplayName(
      "§6 a server that hears from a leader disregards requests for votes, and their terms")
  void stickToLeader() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 0));

    server.receive(C, requestVote(9, at(9, 9)));
    assertThat(server.effects()).isEmpty();
    server.receive(C, new PreVote(term(9), at(9, 9)));
    assertThat(server.effects()).isEmpty();
    assertThat(server.raft.term()).isEqualTo(term(1));

    server.fire(RaftTimer.ELECTION);
    server.receive(C, requestVote(9, at(9, 9)));
    assertThat(server.sentTo(C)).containsExactly(new VoteGranted(term(9)));
  }

  @Test
  @DisplayName("§4.2.3 it does so for the shortest election timeout, and not for its own")
  void loyaltyEnds() {
    Bench server = Bench.among(3);
    long shortest = RaftSettings.DEFAULT.timing().electionMin();
    server.receive(B, append(1, Position.NONE, 0));
    assertThat(server.armed(RaftTimer.PATIENCE))
        .containsExactly(new Effect.Arm<>(RaftTimer.PATIENCE, shortest, shortest));

    server.fire(RaftTimer.PATIENCE);
    assertThat(server.effects()).isEmpty();
    assertThat(server.raft.role()).isEqualTo(Role.FOLLOWER);

    server.receive(C, new PreVote(term(2), at(9, 9)));
    assertThat(server.sentTo(C)).containsExactly(new PreVoteGranted(term(2)));
    server.receive(C, requestVote(2, at(9, 9)));
    assertThat(server.sentTo(C)).contains(new VoteGranted(term(2)));
  }

  @Test
  @DisplayName("§4.2.3 each message of a leader makes it loyal anew")
  void loyaltyIsRenewed() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 0));
    server.fire(RaftTimer.PATIENCE);

    server.receive(B, append(1, Position.NONE, 0));

    assertThat(server.armed(RaftTimer.PATIENCE)).hasSize(1);
    server.receive(C, requestVote(9, at(9, 9)));
    assertThat(server.sentTo(C)).isEmpty();
  }

  @Test
  @DisplayName("§6.4.1 a server that restarts may owe loyalty, and keeps it as long")
  void restartedIsLoyal() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 0));
    server.restart();
    assertThat(server.armed(RaftTimer.PATIENCE)).hasSize(1);

    server.receive(C, requestVote(2, at(9, 9)));
    assertThat(server.sentTo(C)).isEmpty();

    server.fire(RaftTimer.PATIENCE);
    server.receive(C, requestVote(2, at(9, 9)));
    assertThat(server.sentTo(C)).containsExactly(new VoteGranted(term(2)));
  }

  @Test
  @DisplayName(
      "§6.4.1 a newer term ends no loyalty: the old leader may hold a lease and not know of it")
  void loyaltyOutlivesTheTerm() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 0));

    server.receive(C, new Stale(term(2)));
    assertThat(server.raft.term()).isEqualTo(term(2));
    server.receive(C, new PreVote(term(3), at(9, 9)));
    assertThat(server.sentTo(C)).isEmpty();
    server.receive(C, requestVote(3, at(9, 9)));
    assertThat(server.sentTo(C)).isEmpty();

    server.fire(RaftTimer.PATIENCE);
    server.receive(C, new PreVote(term(3), at(9, 9)));
    assertThat(server.sentTo(C)).containsExactly(new PreVoteGranted(term(3)));
  }

  @Test
  @DisplayName("a candidate owes no loyalty, so no timer of it is left")
  void loyaltyIsForgotten() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 0));

    server.fire(RaftTimer.ELECTION);

    assertThat(server.disarmed(RaftTimer.PATIENCE)).isTrue();
  }

  @Test
  @DisplayName("§6 a leader disregards them too")
  void leaderSticksToItself() {
    Bench server = leader();

    server.receive(C, requestVote(9, at(9, 9)));

    assertThat(server.raft.role()).isEqualTo(Role.LEADER);
    assertThat(server.effects()).isEmpty();
  }

  @Test
  @DisplayName("§6.4.1 after a restart a server is as patient as if it had just heard its leader")
  void patientAfterRestart() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 0));
    server.restart();

    server.receive(C, requestVote(2, Position.NONE));
    assertThat(server.sentTo(C)).isEmpty();

    server.fire(RaftTimer.ELECTION);
    server.receive(C, requestVote(2, Position.NONE));
    assertThat(server.sentTo(C)).containsExactly(new VoteGranted(term(2)));
  }

  @Test
  @DisplayName("§4.2.3 but a candidate that the leader has sent is not disregarded")
  void transferIsNotDisregarded() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 0));

    server.receive(C, new RequestVote(term(2), Position.NONE, Cause.TRANSFER));

    assertThat(server.sentTo(C)).containsExactly(new VoteGranted(term(2)));
  }

  @Test
  @DisplayName("§6.2 a leader steps down if no majority has answered for an election timeout")
  void checkQuorum() {
    Bench server = Bench.among(5);
    server.elect();
    server.matched(B, 1);
    server.matched(C, 1);

    server.fire(RaftTimer.QUORUM);
    assertThat(server.raft.role()).isEqualTo(Role.LEADER);

    server.matched(B, 1);
    server.fire(RaftTimer.QUORUM);
    assertThat(server.raft.role()).isEqualTo(Role.FOLLOWER);
    assertThat(server.raft.term()).isEqualTo(term(1));
    assertThat(server.register.leadershipsLost()).isEqualTo(1);
    assertThat(server.armed(RaftTimer.ELECTION)).hasSize(1);
  }
}
