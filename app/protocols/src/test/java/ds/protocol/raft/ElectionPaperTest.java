package ds.protocol.raft;

import static ds.protocol.raft.Bench.A;
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
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.PreVoteGranted;
import ds.protocol.raft.RaftMessage.Stale;
import ds.protocol.raft.RaftMessage.TimeoutNow;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftRecord.TermAndVote;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who stands for election, and who wins it: figure 2 (*rules for servers*), §5.1, §5.2;
/// dissertation §4.2.2.
class ElectionPaperTest {

  @Test
  @DisplayName("§5.2 when servers start up, they begin as followers")
  void beginsAsFollower() {
    Bench server = Bench.among(3);

    assertThat(server.raft.role()).isEqualTo(Role.FOLLOWER);
    assertThat(server.raft.term()).isEqualTo(term(0));
    assertThat(server.sent()).isEmpty();
  }

  @Test
  @DisplayName("§5.2 election timeouts are chosen randomly from a fixed interval")
  void timeoutIsRandom() {
    Bench server = Bench.among(3);

    var timing = RaftSettings.DEFAULT.timing();
    assertThat(server.effects())
        .contains(new Effect.Arm<>(RaftTimer.ELECTION, timing.electionMin(), timing.electionMax()));
  }

  @Test
  @DisplayName(
      "§5.2 to begin an election, it increments its term, votes for itself, asks the others")
  void beginsElection() {
    Bench server = Bench.holding(1, 1, 2);
    server.fire(RaftTimer.ELECTION);

    server.receive(B, new PreVoteGranted(term(3)));

    assertThat(server.raft.role()).isEqualTo(Role.CANDIDATE);
    assertThat(server.persisted()).containsExactly(new TermAndVote(term(3), Optional.of(A)));
    assertThat(server.sentTo(B)).containsExactly(requestVote(3, at(3, 2)));
    assertThat(server.sentTo(C)).containsExactly(requestVote(3, at(3, 2)));
    assertThat(server.armed(RaftTimer.ELECTION)).hasSize(1);
    assertThat(server.order()).startsWith("persist");
  }

  @ParameterizedTest(name = "of {0}, {1} votes besides its own: {2}")
  @CsvSource({
    "1, 0, LEADER",
    "3, 0, CANDIDATE",
    "3, 1, LEADER",
    "4, 1, CANDIDATE",
    "4, 2, LEADER",
    "5, 1, CANDIDATE",
    "5, 2, LEADER",
    "7, 2, CANDIDATE",
    "7, 3, LEADER"
  })
  @DisplayName(
      "§5.2 a candidate wins with votes from a majority of the servers in the full cluster")
  void winsWithMajority(int size, int votes, Role role) {
    Bench server = Bench.among(size);
    server.fire(RaftTimer.ELECTION);
    var others = List.copyOf(Bench.names(size)).subList(1, size);
    others.forEach(other -> server.receive(other, new PreVoteGranted(term(1))));

    others.subList(0, votes).forEach(other -> server.receive(other, new VoteGranted(term(1))));

    assertThat(server.raft.role()).isEqualTo(role);
  }

  @Test
  @DisplayName("§5.2 a vote counts once, and only in the term it was given for")
  void voteCountsOnce() {
    Bench server = Bench.among(5);
    server.fire(RaftTimer.ELECTION);
    server.receive(B, new PreVoteGranted(term(1)));
    server.receive(B, new PreVoteGranted(term(1)));
    assertThat(server.raft.role()).isEqualTo(Role.PRE_CANDIDATE);
    server.receive(C, new PreVoteGranted(term(1)));

    server.receive(B, new VoteGranted(term(1)));
    server.receive(B, new VoteGranted(term(1)));
    server.receive(C, new VoteGranted(term(0)));

    assertThat(server.raft.role()).isEqualTo(Role.CANDIDATE);
  }

  @Test
  @DisplayName("§5.2 the own vote counts when it is durable")
  void ownVoteIsDurable() {
    Bench server = Bench.among(3);
    server.fire(RaftTimer.ELECTION);
    server.stopDisk();

    server.receive(B, new PreVoteGranted(term(1)));
    server.receive(B, new VoteGranted(term(1)));
    assertThat(server.raft.role()).isEqualTo(Role.CANDIDATE);

    server.resumeDisk();
    assertThat(server.raft.role()).isEqualTo(Role.LEADER);
  }

  @Test
  @DisplayName("§5.2 a new leader sends heartbeats to all of the others, and goes on doing so")
  void leaderSendsHeartbeats() {
    Bench server = leader();

    server.fire(RaftTimer.HEARTBEAT);

    assertThat(server.sentTo(B, AppendEntries.class)).hasSize(1);
    assertThat(server.sentTo(C, AppendEntries.class)).hasSize(1);
    assertThat(server.armed(RaftTimer.HEARTBEAT)).hasSize(1);
  }

  @Test
  @DisplayName("§5.2 a follower stays one as long as it receives valid messages from a leader")
  void heartbeatResetsTimer() {
    Bench server = Bench.among(3);

    server.receive(B, append(1, Position.NONE, 0));
    assertThat(server.armed(RaftTimer.ELECTION)).hasSize(1);
    server.receive(B, append(1, at(5, 1), 0)); // it lacks entry 5, but has heard from its leader
    assertThat(server.armed(RaftTimer.ELECTION)).hasSize(1);

    server.receive(C, append(0, Position.NONE, 0));
    assertThat(server.armed(RaftTimer.ELECTION)).isEmpty();
  }

  @Test
  @DisplayName("§5.2 a candidate that hears from a leader of its term returns to follower state")
  void candidateYields() {
    Bench server = Bench.among(3);
    server.fire(RaftTimer.ELECTION);
    server.receive(B, new PreVoteGranted(term(1)));

    server.receive(C, append(1, Position.NONE, 0));

    assertThat(server.raft.role()).isEqualTo(Role.FOLLOWER);
    assertThat(server.raft.leader()).contains(C);
  }

  @Test
  @DisplayName("§5.2 a candidate rejects a leader of an older term, and continues")
  void candidateRejectsOldLeader() {
    Bench server = Bench.holding(1, 2);
    server.fire(RaftTimer.ELECTION);
    server.receive(B, new PreVoteGranted(term(3)));

    server.receive(C, append(2, at(2, 2), 0));

    assertThat(server.raft.role()).isEqualTo(Role.CANDIDATE);
    assertThat(server.sentTo(C)).containsExactly(new Stale(term(3)));
  }

  @Test
  @DisplayName("§5.2 when votes are split, each candidate times out and starts a new election")
  void splitVote() {
    Bench server = Bench.among(3);
    server.fire(RaftTimer.ELECTION);
    server.receive(B, new PreVoteGranted(term(1)));

    server.fire(RaftTimer.ELECTION);
    server.receive(B, new PreVoteGranted(term(2)));

    assertThat(server.raft.term()).isEqualTo(term(2));
    assertThat(server.sentTo(B)).containsExactly(requestVote(2, Position.NONE));
  }

  @Test
  @DisplayName("§5.1 a candidate or leader that discovers that its term is out of date steps down")
  void stepsDown() {
    Bench server = leader();

    server.receive(B, new Stale(term(4)));

    assertThat(server.raft.role()).isEqualTo(Role.FOLLOWER);
    assertThat(server.raft.term()).isEqualTo(term(4));
    assertThat(server.persisted()).containsExactly(new TermAndVote(term(4), Optional.empty()));
    assertThat(server.register.leadershipsLost()).isEqualTo(1);
    assertThat(server.armed(RaftTimer.ELECTION)).hasSize(1);
    assertThat(server.disarmed(RaftTimer.HEARTBEAT)).isTrue();
    assertThat(server.disarmed(RaftTimer.QUORUM)).isTrue();
  }

  @Test
  @DisplayName("§4.2.2 who has no vote doesn't campaign")
  void learnersDoNotCampaign() {
    Bench server = new Bench(A, Membership.NONE, RaftSettings.DEFAULT);

    server.fire(RaftTimer.ELECTION);
    server.receive(B, new TimeoutNow(term(0)));

    assertThat(server.raft.role()).isEqualTo(Role.FOLLOWER);
    assertThat(server.sent()).isEmpty();
  }
}
