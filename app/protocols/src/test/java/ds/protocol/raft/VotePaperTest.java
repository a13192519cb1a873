package ds.protocol.raft;

import static ds.protocol.raft.Bench.B;
import static ds.protocol.raft.Bench.C;
import static ds.protocol.raft.Bench.append;
import static ds.protocol.raft.Bench.at;
import static ds.protocol.raft.Bench.entry;
import static ds.protocol.raft.Bench.requestVote;
import static ds.protocol.raft.Bench.term;
import static org.assertj.core.api.Assertions.assertThat;

import ds.protocol.raft.RaftMessage.PreVote;
import ds.protocol.raft.RaftMessage.PreVoteGranted;
import ds.protocol.raft.RaftMessage.Stale;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftRecord.TermAndVote;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// To whom a server gives its vote: figure 2 (*RequestVote RPC*), §5.1, §5.2, §5.4.1.
class VotePaperTest {

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
}
