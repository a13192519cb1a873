package ds.protocol.raft;

import static ds.protocol.raft.Bench.A;
import static ds.protocol.raft.Bench.B;
import static ds.protocol.raft.Bench.C;
import static ds.protocol.raft.Bench.append;
import static ds.protocol.raft.Bench.at;
import static ds.protocol.raft.Bench.entry;
import static ds.protocol.raft.Bench.index;
import static ds.protocol.raft.Bench.term;
import static org.assertj.core.api.Assertions.assertThat;

import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.ApplyNext;
import ds.protocol.raft.RaftMessage.Conflicting;
import ds.protocol.raft.RaftSettings.Limits;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Position;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How entries flow from a leader to the others, and how much at a time: dissertation §10.2, and
/// the parts of §5.3 about answers that come late.
class FlowPaperTest {

  /// A leader of three in term 1 whose no-op everybody holds.
  private static Bench leader() {
    return leader(RaftSettings.DEFAULT);
  }

  private static Bench leader(RaftSettings settings) {
    Bench server = Bench.among(3, settings);
    server.elect();
    server.matched(B, 1);
    server.matched(C, 1);
    return server;
  }

  private static RaftSettings limits(
      int messageEntriesMax, int inFlightMax, long uncommittedBytesMax, int applyMax) {
    return RaftSettings.DEFAULT.with(
        new Limits(
            messageEntriesMax, 1_000_000, inFlightMax, uncommittedBytesMax, 10, applyMax, 10));
  }

  @Test
  @DisplayName("§10.2.1 the leader sends before it has written, and counts itself when it has")
  void sendsThenWrites() {
    Bench server = leader();
    server.stopDisk();

    server.propose("x");
    assertThat(server.order())
        .containsExactly("AppendEntries", "AppendEntries", "persist", "Stored");

    server.matched(B, 2);
    assertThat(server.raft.commitIndex()).isEqualTo(index(1));
    server.resumeDisk();
    assertThat(server.raft.commitIndex()).isEqualTo(index(2));
  }

  @Test
  @DisplayName("§10.2.1 an entry may be committed by followers before the leader has written it")
  void committedWithoutOwnDisk() {
    Bench server = leader();
    server.stopDisk();
    server.propose("x");

    server.matched(B, 2);
    server.matched(C, 2);

    assertThat(server.raft.commitIndex()).isEqualTo(index(2));
  }

  @Test
  @DisplayName("§5.3 an answer that comes late doesn't take back what is known to match")
  void lateAnswers() {
    Bench server = leader();
    server.propose("x");
    server.propose("y");
    server.matched(B, 3);

    server.matched(B, 2);
    server.receive(B, new Conflicting(term(1), 0, index(1), at(1, 0)));
    assertThat(server.sentTo(B)).isEmpty();
    server.receive(B, new Conflicting(term(1), 0, index(3), at(1, 0)));
    assertThat(server.sentTo(B)).isEmpty();

    server.propose("z");
    assertThat(server.sentTo(B)).containsExactly(append(1, at(3, 1), 3, entry(1, "z")));
  }

  @Test
  @DisplayName("§5.3 nor does a refusal lead behind it")
  void neverBehindMatch() {
    Bench server = leader();
    server.propose("x");
    server.matched(B, 2);
    server.propose("y");
    server.propose("z");

    server.receive(B, new Conflicting(term(1), 0, index(3), at(1, 0)));

    assertThat(server.sentTo(B, AppendEntries.class).getFirst().previous()).isEqualTo(at(2, 1));
  }

  @Test
  @DisplayName("§10.2.2 the leader sends on before earlier messages are answered, up to a window")
  void pipelines() {
    Bench server = leader(limits(10, 2, 100_000, 100));

    server.propose("x");
    assertThat(server.sentTo(B)).hasSize(1);
    server.propose("y");
    assertThat(server.sentTo(B)).containsExactly(append(1, at(2, 1), 1, entry(1, "y")));
    server.propose("z");
    assertThat(server.sentTo(B)).isEmpty();
  }

  @Test
  @DisplayName("§10.2.2 and sends what has gathered in one message when the window opens")
  void batches() {
    Bench server = leader(limits(2, 1, 100_000, 100));
    List.of("1", "2", "3", "4").forEach(server::propose);

    server.matched(B, 2);

    assertThat(server.sentTo(B))
        .containsExactly(append(1, at(2, 1), 2, entry(1, "2"), entry(1, "3")));
  }

  @Test
  @DisplayName("§5.3 a heartbeat continues what was sent last, so that a loss is noticed")
  void heartbeatFindsLoss() {
    Bench server = leader();
    server.propose("x"); // lost
    server.fire(RaftTimer.HEARTBEAT);
    assertThat(server.sentTo(B, AppendEntries.class).getFirst().previous()).isEqualTo(at(2, 1));

    server.receive(B, new Conflicting(term(1), 1, index(2), at(2, 0)));

    assertThat(server.sentTo(B, AppendEntries.class).getFirst().entries())
        .containsExactly(entry(1, "x"));
  }

  @Test
  @DisplayName("§5.3 while the logs may differ, one message is out at a time")
  void probes() {
    Bench server = Bench.among(3);
    server.elect();
    server.propose("x");
    server.propose("y");
    assertThat(server.sentTo(B)).isEmpty();

    server.matched(B, 1);

    assertThat(server.sentTo(B))
        .containsExactly(append(1, at(1, 1), 1, entry(1, "x"), entry(1, "y")));
  }

  @Test
  @DisplayName("a leader without a quorum accepts only so much")
  void overload() {
    Bench server = leader(limits(10, 2, 130, 100));
    server.propose("x");
    server.propose("y");

    assertThat(server.propose("z")).isEqualTo(new Answer.Overloaded());
    assertThat(server.effects()).isEmpty();

    server.matched(B, 2);
    assertThat(server.propose("z")).isInstanceOf(Answer.Accepted.class);
  }

  @Test
  @DisplayName("a step applies only so much, and the next one goes on")
  void appliesInPortions() {
    Bench server = Bench.among(3, limits(10, 2, 130, 2));
    server.stopDisk();

    server.receive(B, append(1, Position.NONE, 3, entry(1, "x"), entry(1, "y"), entry(1, "z")));
    assertThat(server.register.values()).containsExactly("x", "y");

    server.receive(A, new ApplyNext());
    assertThat(server.register.values()).containsExactly("x", "y", "z");
  }
}
