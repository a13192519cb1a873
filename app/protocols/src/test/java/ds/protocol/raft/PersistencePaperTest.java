package ds.protocol.raft;

import static ds.protocol.raft.Bench.B;
import static ds.protocol.raft.Bench.C;
import static ds.protocol.raft.Bench.append;
import static ds.protocol.raft.Bench.at;
import static ds.protocol.raft.Bench.entry;
import static ds.protocol.raft.Bench.index;
import static ds.protocol.raft.Bench.term;
import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Durable;
import ds.protocol.raft.RaftMessage.Cause;
import ds.protocol.raft.RaftMessage.RequestVote;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.RaftSettings.Compaction;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftRecord.Appended;
import ds.protocol.raft.log.RaftRecord.Checkpoint;
import ds.protocol.raft.log.RaftRecord.Snapshot;
import ds.protocol.raft.log.RaftRecord.TermAndVote;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Figure 2 (*persistent state*: "updated on stable storage before responding to RPCs"), §5.5, §7.
class PersistencePaperTest {

  /// Snapshots after three entries.
  private static final RaftSettings SHORT_LOG =
      RaftSettings.DEFAULT.with(new Compaction(3, 1_000_000, 0, 10));

  @Test
  @DisplayName("figure 2: currentTerm, votedFor and log[] survive a crash")
  void survivesCrash() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 0, entry(1, "x"), entry(1, "y")));
    server.fire(RaftTimer.ELECTION);
    server.receive(C, new RequestVote(term(4), at(2, 1), Cause.TIMEOUT));

    server.restart();

    assertThat(server.raft.term()).isEqualTo(term(4));
    assertThat(server.terms()).containsExactly(1L, 1L);
    server.fire(RaftTimer.ELECTION);
    server.receive(C, new RequestVote(term(4), at(2, 1), Cause.TIMEOUT));
    assertThat(server.sentTo(C)).containsExactly(new VoteGranted(term(4)));
  }

  @Test
  @DisplayName("figure 2: commitIndex and lastApplied are volatile, and learned again")
  void commitIsVolatile() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 2, entry(1, "x"), entry(1, "y")));
    assertThat(server.register.values()).containsExactly("x", "y");

    server.restart();
    assertThat(server.raft.commitIndex()).isEqualTo(index(0));
    assertThat(server.register.values()).isEmpty();

    server.receive(B, append(1, at(2, 1), 2));
    assertThat(server.register.values()).containsExactly("x", "y");
  }

  @Test
  @DisplayName("what is written is what is new, never the whole log")
  void writesSuffixes() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 0, entry(1, "x"), entry(1, "y")));

    server.receive(B, append(1, at(1, 1), 0, entry(1, "y"), entry(1, "z")));

    assertThat(server.persisted()).containsExactly(new Appended(index(3), List.of(entry(1, "z"))));
  }

  @Test
  @DisplayName("§5.3 a deleted tail does not come back after a crash")
  void truncationSurvives() {
    Bench server = Bench.holding(1, 2, 2, 2);
    server.receive(B, append(3, at(1, 1), 0, entry(3, "x")));

    server.restart();

    assertThat(server.terms()).containsExactly(1L, 3L);
  }

  @Test
  @DisplayName("§7 a restart begins with the last snapshot, and goes on with the records behind it")
  void startsFromSnapshot() {
    Bench server = Bench.among(3, SHORT_LOG);
    server.receive(B, append(1, Position.NONE, 2, entry(1, "v"), entry(1, "w")));
    server.receive(B, append(1, at(2, 1), 3, entry(1, "x"), entry(1, "y"), entry(1, "z")));

    server.restart();

    assertThat(server.register.values()).containsExactly("v", "w", "x");
    assertThat(server.register.restored()).isEqualTo(1);
    assertThat(server.log().base()).isEqualTo(3);
    assertThat(server.log().last()).isEqualTo(at(5, 1));
    assertThat(server.raft.commitIndex()).isEqualTo(index(3));
    server.receive(B, append(1, at(5, 1), 5));
    assertThat(server.register.values()).containsExactly("v", "w", "x", "y", "z");
  }

  @Test
  @DisplayName("§7 a checkpoint leaves standing the records that it does not cover, and no others")
  void dropsCoveredRecords() {
    Bench server = Bench.among(3, SHORT_LOG);
    server.receive(B, append(1, Position.NONE, 0, entry(1, "v"), entry(1, "w")));
    server.receive(B, append(1, at(2, 1), 0, entry(1, "x"), entry(1, "y")));
    server.receive(B, append(1, at(4, 1), 0, entry(1, "z")));

    server.receive(B, append(1, at(5, 1), 3));

    assertThat(server.disk())
        .hasSize(1 + 3 + 2)
        .startsWith(checkpoint(1, at(3, 1)))
        .endsWith(
            new Appended(index(3), List.of(entry(1, "x"), entry(1, "y"))),
            new Appended(index(5), List.of(entry(1, "z"))));
  }

  private static Durable checkpoint(long term, Position last) {
    return new Checkpoint(
        new TermAndVote(term(term), Optional.empty()), new Snapshot(last, Bench.voters(3)));
  }

  @Test
  @DisplayName("§7 a second checkpoint counts the records that the first one kept")
  void keepsOverCheckpoints() {
    Bench server = Bench.among(3, SHORT_LOG);
    server.receive(
        B,
        append(
            1,
            Position.NONE,
            3,
            entry(1, "1"),
            entry(1, "2"),
            entry(1, "3"),
            entry(1, "4"),
            entry(1, "5"),
            entry(1, "6"),
            entry(1, "7")));
    server.receive(B, append(1, at(7, 1), 3, entry(1, "8")));

    server.receive(B, append(1, at(8, 1), 6));
    server.restart();

    assertThat(server.log().base()).isEqualTo(6);
    assertThat(server.log().last()).isEqualTo(at(8, 1));
    server.receive(B, append(1, at(8, 1), 8));
    assertThat(server.register.values()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
  }

  @Test
  @DisplayName("§7 old terms and votes among the kept records undo nothing")
  void oldVotesUndoNothing() {
    Bench server = Bench.among(3, SHORT_LOG);
    server.receive(
        B, append(1, Position.NONE, 0, entry(1, "1"), entry(1, "2"), entry(1, "3"), entry(1, "4")));
    server.fire(RaftTimer.ELECTION);
    server.receive(C, new RequestVote(term(2), at(4, 1), Cause.TIMEOUT));
    server.receive(C, new RequestVote(term(5), at(4, 1), Cause.TIMEOUT));

    server.receive(C, append(5, at(4, 1), 3));
    assertThat(server.disk()).contains(new TermAndVote(term(2), Optional.of(C)));
    server.restart();

    assertThat(server.raft.term()).isEqualTo(term(5));
    server.fire(RaftTimer.ELECTION);
    server.receive(B, new RequestVote(term(5), at(4, 1), Cause.TIMEOUT));
    assertThat(server.sentTo(B)).isEmpty();
  }

  @Test
  @DisplayName("§7 the checkpoint itself holds the term and the vote, if no record is kept")
  void checkpointHoldsVote() {
    Bench server = Bench.among(3, SHORT_LOG);
    server.receive(C, new RequestVote(term(5), Position.NONE, Cause.TIMEOUT));
    server.receive(C, append(5, Position.NONE, 3, entry(5, "1"), entry(5, "2"), entry(5, "3")));
    assertThat(server.disk().getFirst())
        .isEqualTo(
            new Checkpoint(
                new TermAndVote(term(5), Optional.of(C)), new Snapshot(at(3, 5), Bench.voters(3))));
    assertThat(server.disk()).hasSize(1 + 3);

    server.restart();

    assertThat(server.raft.term()).isEqualTo(term(5));
    server.fire(RaftTimer.ELECTION);
    server.receive(B, new RequestVote(term(5), at(3, 5), Cause.TIMEOUT));
    assertThat(server.sentTo(B)).isEmpty();
  }

  @Test
  @DisplayName("a server that was never started begins with the membership it was given")
  void bootstraps() {
    Bench server = Bench.among(3);

    assertThat(server.raft.membership()).isEqualTo(Bench.voters(3));
    assertThat(new Bench(B, Membership.NONE, RaftSettings.DEFAULT).raft.membership())
        .isEqualTo(Membership.NONE);
  }
}
