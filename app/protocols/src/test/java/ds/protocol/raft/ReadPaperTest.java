package ds.protocol.raft;

import static ds.core.Context.MILLISECOND;
import static ds.protocol.raft.Bench.B;
import static ds.protocol.raft.Bench.C;
import static ds.protocol.raft.Bench.append;
import static ds.protocol.raft.Bench.at;
import static ds.protocol.raft.Bench.index;
import static ds.protocol.raft.Bench.term;
import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.Conflicting;
import ds.protocol.raft.RaftMessage.Matched;
import ds.protocol.raft.RaftMessage.Stale;
import ds.protocol.raft.RaftSettings.Limits;
import ds.protocol.raft.RaftSettings.Reading;
import ds.protocol.raft.log.Answer.Accepted;
import ds.protocol.raft.log.Answer.NotLeader;
import ds.protocol.raft.log.Answer.Overloaded;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// §8 (*read-only operations*); dissertation §6.4 and §6.4.1.
class ReadPaperTest {

  private static final RaftSettings LEASES = RaftSettings.DEFAULT.with(Reading.LEASE);

  private static final long LEASE = Reading.LEASE.leaseDuration(RaftSettings.DEFAULT.timing());

  private static Bench leader(RaftSettings settings) {
    Bench server = Bench.among(3, settings);
    server.elect();
    server.matched(B, 1);
    server.matched(C, 1);
    return server;
  }

  /// A leader whose lease began now.
  private static Bench leaseholder() {
    Bench server = leader(LEASES);
    beat(server);
    return server;
  }

  private static void beat(Bench server) {
    server.fire(RaftTimer.HEARTBEAT);
    answer(server, B);
  }

  private static void answer(Bench server, NodeId follower) {
    server.matched(follower, server.log().lastIndex());
  }

  private static long round(Bench server) {
    return server.sentTo(C, AppendEntries.class).getLast().round();
  }

  @Test
  @DisplayName("§8 a leader exchanges heartbeats with a majority before it answers a read")
  void confirmsLeadership() {
    Bench server = leader(RaftSettings.DEFAULT);

    assertThat(server.read(7)).isEqualTo(new Accepted(index(1), term(1)));
    assertThat(server.sentTo(B, AppendEntries.class)).hasSize(1);
    assertThat(server.sentTo(C, AppendEntries.class)).hasSize(1);
    assertThat(server.readable).isEmpty();

    answer(server, C);
    assertThat(server.readable).containsExactly(7L);
  }

  @Test
  @DisplayName("§6.4 an answer to a heartbeat that left before the read proves nothing")
  void onlyLaterRounds() {
    Bench server = leader(RaftSettings.DEFAULT);
    server.fire(RaftTimer.HEARTBEAT);
    long before = round(server);

    server.read(7);
    server.receive(B, new Matched(term(1), before, index(1)));

    assertThat(server.readable).isEmpty();
    answer(server, B);
    assertThat(server.readable).containsExactly(7L);
  }

  @Test
  @DisplayName("§6.4 one round serves all reads that gathered before it began")
  void batches() {
    Bench server = leader(RaftSettings.DEFAULT);
    server.read(1);
    long first = round(server);
    server.read(2);
    server.read(3);
    assertThat(server.sent()).isEmpty();

    server.receive(B, new Matched(term(1), first, index(1)));
    assertThat(server.readable).containsExactly(1L);
    assertThat(server.sentTo(B, AppendEntries.class)).hasSize(1);

    answer(server, B);
    assertThat(server.readable).containsExactly(1L, 2L, 3L);
  }

  @Test
  @DisplayName("§6.4 a follower that refuses entries confirms its leader all the same")
  void refusalConfirms() {
    Bench server = leader(RaftSettings.DEFAULT);
    server.read(7);

    server.receive(B, new Conflicting(term(1), round(server), index(1), at(1, 0)));

    assertThat(server.readable).containsExactly(7L);
  }

  @Test
  @DisplayName("§6.4 a lost round is made good by the next heartbeat")
  void heartbeatIsRound() {
    Bench server = leader(RaftSettings.DEFAULT);
    server.read(7);

    beat(server);

    assertThat(server.readable).containsExactly(7L);
  }

  @Test
  @DisplayName("§8 a new leader answers no read before its no-op is committed")
  void noOpFirst() {
    Bench server = Bench.holding(1, 1);
    server.elect();
    server.read(7);
    server.receive(B, new Conflicting(term(2), round(server), index(2), at(1, 0)));
    assertThat(server.readable).isEmpty();

    answer(server, B);

    assertThat(server.readable).containsExactly(7L);
    assertThat(server.register.values()).containsExactly("1", "2");
  }

  @Test
  @DisplayName(
      "§6.4 a read sees what was committed when it arrived, and waits until that is applied")
  void waitsForApply() {
    var oneAtATime = RaftSettings.DEFAULT.with(new Limits(10, 1_000, 10, 1_000, 10, 1, 10));
    Bench server = leader(oneAtATime);
    server.propose("x");
    server.propose("y");
    server.propose("z");
    server.stopDisk();
    server.matched(B, 4);
    assertThat(server.raft.commitIndex()).isEqualTo(index(4));
    assertThat(server.raft.lastApplied()).isEqualTo(index(2));

    server.read(7);
    answer(server, B);
    assertThat(server.readable).isEmpty();

    server.resumeDisk();
    assertThat(server.readable).containsExactly(7L);
  }

  @Test
  @DisplayName("§8 a leader that was deposed answers no more")
  void deposed() {
    Bench server = leader(RaftSettings.DEFAULT);
    server.read(7);

    server.receive(C, new Stale(term(2)));
    server.receive(B, new Matched(term(1), 9, index(1)));

    assertThat(server.readable).isEmpty();
    assertThat(server.register.leadershipsLost()).isEqualTo(1);
    assertThat(server.read(8)).isEqualTo(new NotLeader(Optional.empty()));
  }

  @Test
  @DisplayName("§8 nor does it count answers of its earlier terms when it leads again")
  void earlierTermsDoNotCount() {
    Bench server = leader(RaftSettings.DEFAULT);
    server.receive(C, new Stale(term(2)));
    server.elect();
    server.matched(B, 2);
    server.read(7);

    server.receive(B, new Matched(term(1), 9, index(1)));

    assertThat(server.readable).isEmpty();
  }

  @Test
  @DisplayName("a leader without others is its own majority")
  void single() {
    Bench server = Bench.among(1);
    server.elect();

    server.read(7);

    assertThat(server.readable).containsExactly(7L);
  }

  @Test
  @DisplayName("only so many reads may wait")
  void overload() {
    Bench server = leader(RaftSettings.DEFAULT.with(new Limits(10, 100, 10, 100, 2, 10, 10)));
    server.read(1);
    server.read(2);

    assertThat(server.read(3)).isEqualTo(new Overloaded());
  }

  @Test
  @DisplayName("§6.4.1 under a lease the leader asks nobody")
  void lease() {
    Bench server = leaseholder();

    server.read(7);

    assertThat(server.readable).containsExactly(7L);
    assertThat(server.sent()).isEmpty();
  }

  @Test
  @DisplayName("§6.4.1 without leases configured it does")
  void indexModeHasNoLease() {
    Bench server = leader(RaftSettings.DEFAULT);
    beat(server);

    server.read(7);

    assertThat(server.readable).isEmpty();
  }

  @Test
  @DisplayName("§6.4.1 the lease begins when the heartbeat left, not when the answer came")
  void leaseBeginsWithHeartbeat() {
    Bench server = leader(LEASES);
    server.fire(RaftTimer.HEARTBEAT);
    server.now += LEASE - MILLISECOND;
    answer(server, B);

    server.read(1);
    assertThat(server.readable).containsExactly(1L);

    server.now += MILLISECOND;
    server.read(2);
    assertThat(server.readable).containsExactly(1L);
  }

  @Test
  @DisplayName("§6.4.1 it is shorter than an election timeout by what clocks may drift")
  void leaseAllowsForDrift() {
    long electionMin = RaftSettings.DEFAULT.timing().electionMin();

    assertThat(LEASE * 110 / 100).isLessThanOrEqualTo(electionMin);
    assertThat(LEASE).isGreaterThan(electionMin * 9 / 10);
  }

  @Test
  @DisplayName("§6.4.1 a heartbeat that no majority answered gives no lease")
  void leaseNeedsMajority() {
    Bench server = leader(LEASES);
    server.fire(RaftTimer.HEARTBEAT);

    server.read(7);

    assertThat(server.readable).isEmpty();
  }

  @Test
  @DisplayName("§6.4.1 a clock that jumps back doesn't prolong the lease")
  void clockJumpsBack() {
    Bench server = leaseholder();
    server.now -= MILLISECOND;
    server.read(1);
    assertThat(server.readable).isEmpty();
    answer(server, B);
    assertThat(server.readable).containsExactly(1L);

    server.now += MILLISECOND;
    for (int i = 0; i < LEASES.reading().leaseHeartbeats(LEASES.timing()); i++) {
      server.fire(RaftTimer.HEARTBEAT); // nobody answers, and the clock stands still
    }
    server.read(2);
    assertThat(server.readable).containsExactly(1L);
  }

  @Test
  @DisplayName("§6.4.1 after a transfer of leadership there is no lease, even if it was abandoned")
  void noLeaseAfterTransfer() {
    Bench server = leaseholder();
    server.transferTo(C);
    server.fire(RaftTimer.TRANSFER);
    beat(server);

    server.read(7);

    assertThat(server.readable).isEmpty();
    answer(server, B);
    assertThat(server.readable).containsExactly(7L);
  }

  @Test
  @DisplayName("§6.4.1 a lease ends with the term")
  void noLeaseInNextTerm() {
    Bench server = leaseholder();
    server.receive(C, new Stale(term(2)));
    server.elect();
    server.matched(B, 2);

    server.read(7);

    assertThat(server.readable).isEmpty();
  }

  @Test
  @DisplayName("§8 a follower answers no read")
  void follower() {
    Bench server = Bench.among(3);
    server.receive(B, append(1, at(0, 0), 0));

    assertThat(server.read(7)).isEqualTo(new NotLeader(Optional.of(B)));
  }
}
