package ds.protocol.raft;

import static ds.protocol.raft.Bench.A;
import static ds.protocol.raft.Bench.B;
import static ds.protocol.raft.Bench.C;
import static ds.protocol.raft.Bench.append;
import static ds.protocol.raft.Bench.index;
import static ds.protocol.raft.Bench.leader;
import static ds.protocol.raft.Bench.term;
import static org.assertj.core.api.Assertions.assertThat;

import ds.protocol.raft.Raft.Role;
import ds.protocol.raft.RaftMessage.Cause;
import ds.protocol.raft.RaftMessage.RequestVote;
import ds.protocol.raft.RaftMessage.TimeoutNow;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Position;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Leadership transfer: dissertation §3.10.
class TransferPaperTest {

  @Test
  @DisplayName("§3.10 the leader brings the target's log up to date, and then sends TimeoutNow")
  void transfer() {
    Bench server = leader();
    server.propose("x");

    assertThat(server.transferTo(C)).isInstanceOf(Answer.Accepted.class);
    server.matched(C, 1);
    assertThat(server.sentTo(C, TimeoutNow.class)).isEmpty();

    server.matched(C, 2);
    assertThat(server.sentTo(C)).containsExactly(new TimeoutNow(term(1)));
  }

  @Test
  @DisplayName("§3.10 the prior leader stops accepting client requests, and knows whom to ask")
  void transferStopsProposals() {
    Bench server = leader();
    server.transferTo(C);

    assertThat(server.propose("x")).isEqualTo(new Answer.NotLeader(Optional.of(C)));
    assertThat(server.transferTo(B)).isInstanceOf(Answer.Refused.class);
  }

  @Test
  @DisplayName("§3.10 if the transfer takes an election timeout, the leader aborts and resumes")
  void transferAborts() {
    Bench server = leader();
    server.transferTo(C);
    assertThat(server.armed(RaftTimer.TRANSFER)).hasSize(1);

    server.fire(RaftTimer.TRANSFER);

    assertThat(server.propose("x")).isEqualTo(new Answer.Accepted(index(2), term(1)));
    server.matched(C, 2);
    assertThat(server.sentTo(C, TimeoutNow.class)).isEmpty();
  }

  @Test
  @DisplayName("§3.10 the target of TimeoutNow starts an election at once, without a pre-vote")
  void timeoutNow() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 0));

    server.receive(B, new TimeoutNow(term(0)));
    assertThat(server.raft.role()).isEqualTo(Role.FOLLOWER);

    server.receive(B, new TimeoutNow(term(1)));
    assertThat(server.raft.role()).isEqualTo(Role.CANDIDATE);
    assertThat(server.sentTo(C))
        .containsExactly(new RequestVote(term(2), Position.NONE, Cause.TRANSFER));
  }

  @Test
  @DisplayName("§3.10 leadership is handed only to another voter")
  void transferNeedsVoter() {
    Bench server = leader();

    assertThat(server.transferTo(A)).isInstanceOf(Answer.Refused.class);
    assertThat(server.transferTo(Bench.D)).isInstanceOf(Answer.Refused.class);
    assertThat(Bench.among(3).transferTo(B)).isEqualTo(new Answer.NotLeader(Optional.empty()));
  }
}
