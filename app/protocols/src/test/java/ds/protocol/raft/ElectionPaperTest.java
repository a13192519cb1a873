package ds.protocol.raft;

import static ds.protocol.raft.Bench.A;
import static ds.protocol.raft.Bench.B;
import static ds.protocol.raft.Bench.C;
import static ds.protocol.raft.Bench.append;
import static ds.protocol.raft.Bench.at;
import static ds.protocol.raft.Bench.entry;
import static ds.protocol.raft.Bench.term;
import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Effect;
import ds.protocol.raft.Raft.Role;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.Cause;
import ds.protocol.raft.RaftMessage.PreVote;
import ds.protocol.raft.RaftMessage.PreVoteGranted;
import ds.protocol.raft.RaftMessage.RequestVote;
import ds.protocol.raft.RaftMessage.Stale;
import ds.protocol.raft.RaftMessage.TimeoutNow;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftRecord.TermAndVote;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Figure 2 (*rules for servers*, *RequestVote RPC*), §5.1, §5.2, §5.4.1; dissertation §3.10,
/// §4.2.3, §6.2, §9.6.
class ElectionPaperTest {

  private static RequestVote requestVote(long term, Position last) {
    return new RequestVote(term(term), last, Cause.TIMEOUT);
  }

  private static Bench leader() {
    Bench server = Bench.among(3);
    server.elect();
    server.matched(B, 1);
    return server;
  }

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
  @DisplayName(
      "§5.2 each server votes for at most one candidate in a term, first come first served")
  void votesOnce() {
    Bench server = Bench.among(3);

    server.receive(B, requestVote(1, Position.NONE));
    assertThat(server.sentTo(B)).containsExactly(new VoteGranted(term(1)));

    server.receive(C, requestVote(1, Position.NONE));
    assertThat(server.sentTo(C)).isEmpty();

    server.receive(B, requestVote(1, Position.NONE));
    assertThat(server.sentTo(B)).containsExactly(new VoteGranted(term(1)));
    assertThat(server.persisted()).isEmpty();
  }

  @Test
  @DisplayName("§5.2 a vote is on disk before it is given, and is not given again after a crash")
  void voteSurvivesCrash() {
    Bench server = Bench.among(3);

    server.receive(B, requestVote(1, Position.NONE));
    assertThat(server.persisted()).endsWith(new TermAndVote(term(1), Optional.of(B)));
    assertThat(server.order()).containsExactly("persist", "persist", "VoteGranted");

    server.restart();
    server.fire(RaftTimer.ELECTION);
    server.receive(C, requestVote(1, Position.NONE));
    assertThat(server.sentTo(C)).isEmpty();
  }

  @Test
  @DisplayName("§5.2 a granted vote sets the election timer anew, a refused one does not")
  void grantResetsTimer() {
    Bench server = Bench.holding(1);
    server.fire(RaftTimer.ELECTION);

    server.receive(B, requestVote(2, Position.NONE));
    assertThat(server.raft.term()).isEqualTo(term(2));
    assertThat(server.armed(RaftTimer.ELECTION)).isEmpty();

    server.receive(C, requestVote(2, at(1, 1)));
    assertThat(server.armed(RaftTimer.ELECTION)).hasSize(1);
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
  @DisplayName("§5.1 a server that receives a request with a stale term number rejects it")
  void rejectsStale() {
    Bench server = Bench.holding(1, 3);
    server.fire(RaftTimer.ELECTION);

    server.receive(B, requestVote(2, at(9, 2)));
    assertThat(server.sentTo(B)).containsExactly(new Stale(term(3)));
    server.receive(B, new PreVote(term(2), at(9, 2)));
    assertThat(server.sentTo(B)).containsExactly(new Stale(term(3)));
    server.receive(B, append(2, at(1, 1), 0, entry(2, "x")));
    assertThat(server.sentTo(B)).containsExactly(new Stale(term(3)));
    assertThat(server.terms()).containsExactly(1L, 3L);
  }

  @Test
  @DisplayName("§9.6 a pre-candidate that lags by one term learns of it, and can win the next one")
  void laggingPreCandidateLearns() {
    Bench server = Bench.holding(1, 3);
    server.fire(RaftTimer.ELECTION);

    server.receive(B, new PreVote(term(3), at(9, 2)));

    assertThat(server.sentTo(B)).containsExactly(new Stale(term(3)));
  }

  @ParameterizedTest(name = "ours ends at {0}@{1}, the candidate''s at {2}@{3}: {4}")
  @CsvSource({
    "2, 1, 1, 2, true", // later term, though shorter
    "2, 1, 2, 1, true",
    "2, 1, 3, 1, true",
    "2, 2, 9, 1, false", // earlier term, though longer
    "2, 1, 1, 1, false"
  })
  @DisplayName("§5.4.1 the voter denies its vote if its own log is more up-to-date")
  void electionRestriction(
      int ourIndex, long ourTerm, long theirIndex, long theirTerm, boolean granted) {
    long[] terms = new long[ourIndex];
    Arrays.fill(terms, ourTerm);
    Bench server = Bench.holding(terms);
    server.fire(RaftTimer.ELECTION);

    server.receive(B, new PreVote(term(5), at(theirIndex, theirTerm)));
    assertThat(server.sentTo(B).contains(new PreVoteGranted(term(5)))).isEqualTo(granted);
    server.receive(B, requestVote(5, at(theirIndex, theirTerm)));
    assertThat(server.sentTo(B).contains(new VoteGranted(term(5)))).isEqualTo(granted);
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
