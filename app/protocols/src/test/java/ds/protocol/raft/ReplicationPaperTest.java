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

import ds.core.NodeId;
import ds.protocol.raft.RaftMessage.Answered;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.Conflicting;
import ds.protocol.raft.RaftMessage.Matched;
import ds.protocol.raft.RaftMessage.Propose;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftRecord.Appended;
import ds.protocol.raft.smoke.Register;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Figure 2 (*AppendEntries RPC*, *leaders*), §5.3, §5.4.2; dissertation §10.2.
class ReplicationPaperTest {

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

  @Test
  @DisplayName(
      "§5.3 the leader appends the command to its log and sends it to the others in parallel")
  void sendsToAll() {
    Bench server = leader();

    assertThat(server.propose("x")).isEqualTo(new Answer.Accepted(index(2), term(1)));

    var expected = append(1, at(1, 1), 1, entry(1, "x"));
    assertThat(server.sentTo(B)).containsExactly(expected);
    assertThat(server.sentTo(C)).containsExactly(expected);
  }

  @ParameterizedTest(name = "{1} of {0} others hold it: {2}")
  @CsvSource({"2, 0, 0", "2, 1, 1", "4, 1, 0", "4, 2, 1", "3, 1, 0", "3, 2, 1"})
  @DisplayName("§5.3 an entry is committed once the leader has replicated it on a majority")
  void commitsByMajority(int others, int holding, long commit) {
    Bench server = Bench.among(others + 1);
    server.elect();

    List.copyOf(Bench.names(others + 1)).subList(1, holding + 1).forEach(s -> server.matched(s, 1));

    assertThat(server.raft.commitIndex()).isEqualTo(index(commit));
  }

  @Test
  @DisplayName(
      "§5.3 a committed entry is applied, and the followers learn of it with the next message")
  void followersLearnCommit() {
    Bench server = leader();
    server.propose("x");

    server.matched(B, 2);
    assertThat(server.register.values()).containsExactly("x");
    assertThat(server.sent()).isEmpty();

    server.fire(RaftTimer.HEARTBEAT);
    assertThat(server.sentTo(C, AppendEntries.class).getFirst().commit()).isEqualTo(index(2));
  }

  @Test
  @DisplayName("§5.3 this also commits all preceding entries, those of previous leaders too")
  void commitsPreceding() {
    Bench server = Bench.holding(1, 1, 2);
    server.elect();

    server.matched(B, 4);

    assertThat(server.register.values()).containsExactly("1", "2", "3");
  }

  @Test
  @DisplayName("§5.4.2 a leader commits only entries of its own term by counting (figure 8)")
  void figure8() {
    Bench server = Bench.holding(1, 2);
    server.elect();
    assertThat(server.terms()).containsExactly(1L, 2L, 3L);

    server.matched(B, 2); // entry 2, of term 2, is on a majority now
    assertThat(server.raft.commitIndex()).isEqualTo(index(0));

    server.matched(B, 3);
    assertThat(server.raft.commitIndex()).isEqualTo(index(3));
  }

  @Test
  @DisplayName("§8 a leader commits a blank no-op entry at the start of its term")
  void noOp() {
    Bench server = Bench.holding(1);

    server.elect();

    assertThat(server.log().entry(2).command()).isEqualTo(new Entry.NoOp());
    assertThat(server.log().termAt(2)).isEqualTo(term(2));
  }

  @ParameterizedTest(name = "{0}@{1} after {2}")
  @CsvSource({
    "0, 0, true",
    "2, 1, true",
    "3, 2, true",
    "3, 1, false",
    "4, 2, false",
    "2, 2, false"
  })
  @DisplayName("§5.3 a follower refuses entries unless its log holds the one that precedes them")
  void consistencyCheck(long index, long term, boolean accepted) {
    Bench server = Bench.holding(1, 1, 2);

    server.receive(B, append(2, at(index, term), 0));

    assertThat(server.sentTo(B).getFirst() instanceof Matched).isEqualTo(accepted);
  }

  @Test
  @DisplayName("§5.3 a follower appends new entries, writes them, and then answers")
  void appends() {
    Bench server = Bench.holding(1);

    server.receive(B, append(2, at(1, 1), 0, entry(2, "x"), entry(2, "y")));

    assertThat(server.terms()).containsExactly(1L, 2L, 2L);
    assertThat(server.order()).containsExactly("persist", "persist", "Matched");
    assertThat(server.sentTo(B)).containsExactly(new Matched(term(2), 0, index(3)));
  }

  @Test
  @DisplayName("§5.3 an entry that conflicts is deleted, and all that follow it")
  void deletesConflicting() {
    Bench server = Bench.holding(1, 2, 2, 2);

    server.receive(B, append(3, at(1, 1), 0, entry(3, "x")));

    assertThat(server.terms()).containsExactly(1L, 3L);
    assertThat(server.persisted()).contains(new Appended(index(2), List.of(entry(3, "x"))));
  }

  @Test
  @DisplayName("§5.3 nothing is deleted without a conflict: the message may have come late")
  void keepsWithoutConflict() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 0, entry(1, "x"), entry(1, "y"), entry(1, "z")));

    server.receive(B, append(1, Position.NONE, 0, entry(1, "x")));

    assertThat(server.terms()).hasSize(3);
    assertThat(server.persisted()).isEmpty();
    assertThat(server.sentTo(B)).containsExactly(new Matched(term(1), 0, index(1)));
  }

  @Test
  @DisplayName("figure 2: commitIndex = min(leaderCommit, index of last new entry)")
  void commitsOnlyWhatMatches() {
    Bench server = Bench.holding(1, 1, 1);

    server.receive(B, append(2, at(2, 1), 3)); // entry 3 may differ from the leader's

    assertThat(server.raft.commitIndex()).isEqualTo(index(2));
    assertThat(server.register.values()).containsExactly("1", "2");
  }

  @Test
  @DisplayName("figure 2: the commit index never decreases")
  void commitIsMonotonic() {
    Bench server = Bench.holding(1, 1, 1);
    server.receive(B, append(2, at(3, 1), 3));

    server.receive(B, append(2, at(3, 1), 1));

    assertThat(server.raft.commitIndex()).isEqualTo(index(3));
  }

  @Test
  @DisplayName("§5.3 a refusal names the first index of the conflicting term")
  void refusalNamesTerm() {
    Bench server = Bench.holding(1, 2, 2, 2);

    server.receive(B, append(5, at(4, 4), 0));
    assertThat(server.sentTo(B)).containsExactly(new Conflicting(term(5), 0, index(4), at(2, 2)));

    server.receive(B, append(5, at(9, 4), 0));
    assertThat(server.sentTo(B)).containsExactly(new Conflicting(term(5), 0, index(9), at(5, 0)));
  }

  @Test
  @DisplayName(
      "§5.3 the leader decrements nextIndex to bypass all of the conflicting entries of a term")
  void bypassesTerm() {
    Bench server = Bench.holding(1, 1, 1, 4, 4, 4);
    server.elect();

    server.receive(B, new Conflicting(term(5), 0, index(6), at(2, 2)));

    var probe = server.sentTo(B, AppendEntries.class).getFirst();
    assertThat(probe.previous()).isEqualTo(at(1, 1)); // we know nothing of term 2
  }

  @Test
  @DisplayName(
      "§5.3 if the leader has entries of the conflicting term, it goes behind its last one")
  void staysInSharedTerm() {
    Bench server = Bench.holding(1, 2, 2, 4, 4, 4);
    server.elect();

    server.receive(B, new Conflicting(term(5), 0, index(6), at(2, 2)));

    var probe = server.sentTo(B, AppendEntries.class).getFirst();
    assertThat(probe.previous()).isEqualTo(at(3, 2));
  }

  @ParameterizedTest(name = "a follower with terms {0}")
  @CsvSource({
    "1 1 1 4 4 5 5 6 6",
    "1 1 1 4",
    "1 1 1 4 4 5 5 6 6 6 6",
    "1 1 1 4 4 5 5 6 6 6 7 7",
    "1 1 1 4 4 4 4",
    "1 1 1 2 2 2 3 3 3 3 3"
  })
  @DisplayName("figure 7: whatever a follower lacks or has too much, its log becomes the leader's")
  void figure7(String terms) {
    Bench leader = Bench.holding(1, 1, 1, 4, 4, 5, 5, 6, 6, 6);
    leader.fire(RaftTimer.ELECTION);
    leader.receive(B, new RaftMessage.Stale(term(7)));
    leader.elect();
    long[] theirs = List.of(terms.split(" ")).stream().mapToLong(Long::parseLong).toArray();
    Bench follower = follower(theirs);

    int messages = 0;
    leader.fire(RaftTimer.HEARTBEAT);
    List<RaftMessage> toFollower = leader.sentTo(B);
    while (!toFollower.isEmpty()) {
      messages += toFollower.size();
      for (RaftMessage message : toFollower) {
        follower.receive(A, message);
      }
      List<RaftMessage> answers = follower.sentTo(A);
      leader.receive(B, answers.getLast());
      toFollower = leader.sentTo(B);
    }

    assertThat(follower.terms()).isEqualTo(leader.terms());
    assertThat(follower.log().last()).isEqualTo(leader.log().last());
    assertThat(messages).isLessThanOrEqualTo(5);
  }

  private static Bench follower(long... terms) {
    Bench follower = new Bench(B, Bench.voters(3), RaftSettings.DEFAULT);
    follower.write(new Appended(index(1), Bench.entries(terms)));
    follower.restart();
    return follower;
  }

  @Test
  @DisplayName("figure 2: matchIndex is initialized to 0 when a leader is elected")
  void matchIsReset() {
    Bench server = leader();
    server.receive(B, new RaftMessage.Stale(term(2)));
    server.elect();

    assertThat(server.raft.term()).isEqualTo(term(3));
    assertThat(server.raft.commitIndex()).isEqualTo(index(1));
    server.receive(B, new Matched(term(1), 0, index(2)));
    assertThat(server.raft.commitIndex()).isEqualTo(index(1));
  }

  @Test
  @DisplayName("§8 who is not the leader rejects a request, and tells of the leader it knows")
  void notLeader() {
    Bench server = Bench.among(3);
    assertThat(server.propose("x")).isEqualTo(new Answer.NotLeader(Optional.empty()));

    server.receive(B, append(1, Position.NONE, 0));
    assertThat(server.propose("x")).isEqualTo(new Answer.NotLeader(Optional.of(B)));

    NodeId client = new NodeId("client");
    server.receive(client, new Propose(new Register.Write("x")));
    assertThat(server.sentTo(client))
        .containsExactly(new Answered(new Answer.NotLeader(Optional.of(B))));
  }

  @Test
  @DisplayName("an answer from a server that is no member is not counted")
  void strangers() {
    Bench server = Bench.among(3);
    server.elect();

    server.matched(Bench.D, 1);
    server.receive(Bench.D, new Conflicting(term(1), 0, index(0), at(1, 0)));

    assertThat(server.raft.commitIndex()).isEqualTo(index(0));
    assertThat(server.sent()).isEmpty();
  }

  @Test
  @DisplayName("a cluster of one commits by itself")
  void single() {
    Bench server = new Bench(A, Membership.of(List.of(A)), RaftSettings.DEFAULT);
    server.elect();

    server.propose("x");

    assertThat(server.register.values()).containsExactly("x");
  }
}
