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

import ds.core.Durable;
import ds.core.Effect;
import ds.protocol.raft.RaftFact.SnapshotInstalled;
import ds.protocol.raft.RaftFact.SnapshotTaken;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.ChunkReceived;
import ds.protocol.raft.RaftMessage.Conflicting;
import ds.protocol.raft.RaftMessage.InstallSnapshot;
import ds.protocol.raft.RaftMessage.Matched;
import ds.protocol.raft.RaftMessage.Stale;
import ds.protocol.raft.RaftSettings.Compaction;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftRecord.Snapshot;
import ds.protocol.raft.smoke.Register;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Figure 13 (*InstallSnapshot RPC*) and §7; dissertation, chapter 5.
class SnapshotPaperTest {

  private static RaftSettings compaction(int logEntriesMax, int entriesKept, int chunkPiecesMax) {
    return RaftSettings.DEFAULT.with(
        new Compaction(logEntriesMax, 1_000_000, entriesKept, chunkPiecesMax));
  }

  /// A leader in term 2 that has applied six entries, of which it has dropped five; nothing is
  /// known of what `c` holds.
  private static Bench leader() {
    return leader(compaction(5, 1, 2));
  }

  private static Bench leader(RaftSettings settings) {
    Bench server = Bench.holding(settings, 1, 1, 1, 1, 1);
    server.elect();
    server.matched(B, 6);
    assertThat(server.log().base()).isEqualTo(5);
    server.receive(C, new Conflicting(term(2), 0, index(5), at(1, 0)));
    return server;
  }

  private static InstallSnapshot chunkFrom(Bench server) {
    return server.sentTo(C, InstallSnapshot.class).getFirst();
  }

  private static ChunkReceived received(InstallSnapshot m, long nextChunk) {
    return new ChunkReceived(m.term(), m.round(), m.snapshot().last(), nextChunk);
  }

  /// A snapshot of a leader of term 3, of as many writes as it has entries.
  private static InstallSnapshot chunk(long lastIndex, long chunk, boolean last, long... pieces) {
    return chunk(3, lastIndex, chunk, last, pieces);
  }

  private static InstallSnapshot chunk(
      long term, long lastIndex, long chunk, boolean last, long... indexes) {
    List<Durable> pieces =
        Arrays.stream(indexes)
            .mapToObj(
                i -> (Durable) new Register.Written(index(i), term(2), new Register.Write("s" + i)))
            .toList();
    Snapshot snapshot = new Snapshot(at(lastIndex, 2), Bench.voters(5));
    return new InstallSnapshot(term(term), 0, snapshot, chunk, pieces, last);
  }

  @Test
  @DisplayName("§7 each server takes snapshots independently, of what it has committed")
  void takesSnapshot() {
    Bench server = Bench.among(3, compaction(2, 0, 10));

    server.receive(B, append(1, Position.NONE, 2, entry(1, "x"), entry(1, "y"), entry(1, "z")));

    assertThat(server.facts()).contains(new SnapshotTaken(at(2, 1)));
    assertThat(server.log().base()).isEqualTo(2);
    assertThat(server.log().last()).isEqualTo(at(3, 1));
    assertThat(server.effects()).filteredOn(effect -> effect instanceof Effect.Compact).hasSize(1);
  }

  @Test
  @DisplayName("§7 it includes the configuration as of its last entry, and not a later one")
  void includesMembership() {
    Bench server = Bench.among(3, compaction(2, 0, 10));
    Entry later = new Entry(term(1), new Entry.Configuration(Bench.voters(5)));

    server.receive(B, append(1, Position.NONE, 2, entry(1, "x"), entry(1, "y"), later));
    assertThat(server.raft.membership()).isEqualTo(Bench.voters(5));
    server.receive(C, append(2, at(2, 1), 2, entry(2, "z")));

    assertThat(server.raft.membership()).isEqualTo(Bench.voters(3));
    server.restart();
    assertThat(server.raft.membership()).isEqualTo(Bench.voters(3));
  }

  @Test
  @DisplayName("§7 a snapshot is taken when the log reaches a size in bytes, too")
  void takesSnapshotBySize() {
    Bench server = Bench.among(3, RaftSettings.DEFAULT.with(new Compaction(1_000, 2 * 64, 0, 10)));

    server.receive(B, append(1, Position.NONE, 1, entry(1, "x"), entry(1, "y")));
    assertThat(server.log().base()).isZero();
    server.receive(B, append(1, at(2, 1), 2));

    assertThat(server.log().base()).isEqualTo(2);
  }

  @Test
  @DisplayName("§7 a state larger than the log is not written anew: the log goes from memory only")
  void waitsUntilTheLogIsAsLargeAsTheState() {
    Bench server = Bench.among(3, compaction(2, 0, 10));
    server.register.snapshotBytes = 3 * 64;

    server.receive(B, append(1, Position.NONE, 2, entry(1, "x"), entry(1, "y")));
    assertThat(server.log().base()).isEqualTo(2);
    assertThat(server.facts()).doesNotHaveAnyElementsOfTypes(SnapshotTaken.class);
    server.receive(B, append(1, at(2, 1), 4, entry(1, "z"), entry(1, "w")));

    assertThat(server.log().base()).isEqualTo(4);
    assertThat(server.facts()).hasAtLeastOneElementOfType(SnapshotTaken.class);
  }

  @Test
  @DisplayName("§7 some entries stay, so that a slow follower needs no snapshot")
  void keepsSomeEntries() {
    Bench server = Bench.among(3, compaction(3, 2, 10));

    server.receive(B, append(1, Position.NONE, 3, entry(1, "x"), entry(1, "y"), entry(1, "z")));

    assertThat(server.log().base()).isEqualTo(1);
  }

  @Test
  @DisplayName("§7 but no more of them than a log may have bytes")
  void keepsOnlySoManyBytes() {
    Bench server =
        Bench.among(3, RaftSettings.DEFAULT.with(new Compaction(1_000, 2 * 64, 100, 10)));

    server.receive(
        B, append(1, Position.NONE, 4, entry(1, "w"), entry(1, "x"), entry(1, "y"), entry(1, "z")));

    assertThat(server.log().base()).isEqualTo(2);
  }

  @Test
  @DisplayName("§7 the leader sends a snapshot if it has discarded the next entry to send")
  void sendsSnapshot() {
    Bench server = leader();

    InstallSnapshot m = chunkFrom(server);
    assertThat(m.snapshot()).isEqualTo(new Snapshot(at(6, 2), Bench.voters(3)));
    assertThat(m.chunk()).isZero();
    assertThat(m.pieces()).hasSize(2);
    assertThat(m.last()).isFalse();
  }

  @Test
  @DisplayName("figure 13: chunks are sent in order, each when the one before is acknowledged")
  void chunkByChunk() {
    Bench server = leader();
    InstallSnapshot first = chunkFrom(server);
    server.propose("x");
    assertThat(server.sentTo(C)).isEmpty();

    server.receive(C, received(first, 1));
    assertThat(chunkFrom(server).chunk()).isEqualTo(1);
    server.receive(C, received(first, 2));
    assertThat(chunkFrom(server).chunk()).isEqualTo(2);
    assertThat(chunkFrom(server).last()).isTrue();
    assertThat(chunkFrom(server).pieces()).hasSize(1);
  }

  @Test
  @DisplayName("§7 large pieces travel in chunks that a network can carry")
  void chunksOfLargePieces() {
    Bench server = leader(RaftSettings.DEFAULT.with(new Compaction(5, 1_000_000, 1, 100, 3 * 64)));
    InstallSnapshot first = chunkFrom(server);
    assertThat(first.pieces()).hasSize(3);
    assertThat(first.last()).isFalse();

    server.receive(C, received(first, 1));
    assertThat(chunkFrom(server).pieces()).hasSize(2);
    assertThat(chunkFrom(server).last()).isTrue();
  }

  @Test
  @DisplayName("§7 a chunk that gets lost is sent again with the next heartbeat")
  void resendsChunk() {
    Bench server = leader();
    server.receive(C, received(chunkFrom(server), 1));
    InstallSnapshot second = chunkFrom(server);

    server.fire(RaftTimer.HEARTBEAT);

    assertThat(chunkFrom(server).chunk()).isEqualTo(1);
    assertThat(chunkFrom(server).pieces()).isEqualTo(second.pieces());
  }

  @Test
  @DisplayName("§7 a follower that crashed gets the snapshot from its beginning")
  void startsAgain() {
    Bench server = leader();
    InstallSnapshot first = chunkFrom(server);
    server.receive(C, received(first, 1));
    server.receive(C, received(first, 2));

    server.receive(C, received(first, 0));

    assertThat(chunkFrom(server)).isEqualTo(first);
  }

  @Test
  @DisplayName("§7 when the follower has all of it, entries go on behind its end")
  void goesOnWithEntries() {
    Bench server = leader();
    server.propose("x");

    server.matched(C, 6);

    assertThat(server.sentTo(C, AppendEntries.class))
        .containsExactly(append(2, at(6, 2), 6, entry(2, "x")));
    server.fire(RaftTimer.HEARTBEAT);
    assertThat(server.sentTo(C, InstallSnapshot.class)).isEmpty();
  }

  @Test
  @DisplayName("§7 the snapshot stays as it was, although the leader goes on")
  void snapshotIsFixed() {
    Bench server = leader();
    InstallSnapshot first = chunkFrom(server);
    for (int i = 0; i < 6; i++) {
      server.propose("x" + i);
      server.matched(B, 7 + i);
    }

    server.receive(C, received(first, 2));

    assertThat(chunkFrom(server).snapshot().last()).isEqualTo(at(6, 2));
    assertThat(chunkFrom(server).pieces()).hasSize(1);
    server.matched(C, 6);
    assertThat(chunkFrom(server).snapshot().last().index().number()).isGreaterThan(6);
  }

  @Test
  @DisplayName("§7 a follower collects the chunks, and asks for the next one")
  void collectsChunks() {
    Bench server = Bench.among(3);

    server.receive(B, chunk(3, 0, false, 1, 2));
    assertThat(server.sentTo(B)).containsExactly(new ChunkReceived(term(3), 0, at(3, 2), 1));
    server.receive(B, chunk(3, 0, false, 1, 2)); // a duplicate
    assertThat(server.sentTo(B)).containsExactly(new ChunkReceived(term(3), 0, at(3, 2), 1));
    server.receive(B, chunk(3, 1, true, 3));

    assertThat(server.sentTo(B)).containsExactly(new Matched(term(3), 0, index(3)));
    assertThat(server.register.values()).containsExactly("s1", "s2", "s3");
    assertThat(server.facts()).contains(new SnapshotInstalled(at(3, 2)));
    assertThat(server.order()).containsExactly("persist", "Matched");
  }

  @Test
  @DisplayName("figure 13: the follower loads the snapshot's cluster configuration")
  void loadsMembership() {
    Bench server = new Bench(A, Membership.NONE, RaftSettings.DEFAULT);

    server.receive(B, chunk(1, 0, true, 1));
    assertThat(server.raft.membership()).isEqualTo(Bench.voters(5));

    server.restart();
    assertThat(server.raft.membership()).isEqualTo(Bench.voters(5));
    assertThat(server.register.values()).containsExactly("s1");
  }

  @Test
  @DisplayName("figure 13: a log that does not hold the snapshot's end is discarded entirely")
  void discardsDivergentLog() {
    Bench server = Bench.holding(1, 1, 1, 1, 1);

    server.receive(B, chunk(3, 0, true, 1, 2, 3));

    assertThat(server.log().base()).isEqualTo(3);
    assertThat(server.log().last()).isEqualTo(at(3, 2));
    assertThat(server.raft.commitIndex()).isEqualTo(index(3));
    server.restart();
    assertThat(server.log().last()).isEqualTo(at(3, 2));
    assertThat(server.register.values()).containsExactly("s1", "s2", "s3");
  }

  @Test
  @DisplayName("figure 13: a log that holds the snapshot's end is retained")
  void retainsMatchingLog() {
    Bench server = Bench.holding(1, 1, 2, 2);

    server.receive(B, chunk(3, 0, false, 1, 2));

    assertThat(server.sentTo(B)).containsExactly(new Matched(term(3), 0, index(3)));
    assertThat(server.terms()).containsExactly(1L, 1L, 2L, 2L);
  }

  @Test
  @DisplayName("§7 a snapshot of what is committed already changes nothing")
  void ignoresOldSnapshot() {
    Bench server = Bench.holding(1, 2, 2);
    server.receive(B, append(3, at(3, 2), 3));

    server.receive(B, chunk(2, 0, true, 1, 2));

    assertThat(server.sentTo(B)).containsExactly(new Matched(term(3), 0, index(2)));
    assertThat(server.register.values()).containsExactly("1", "2", "3");
  }

  @Test
  @DisplayName("§7 another leader's chunks are not mixed with those of the first")
  void newLeaderStartsAnew() {
    Bench server = Bench.among(3);
    server.receive(B, chunk(3, 3, 0, false, 1, 2));

    server.receive(C, chunk(4, 3, 1, true, 3));

    assertThat(server.sentTo(C)).containsExactly(new ChunkReceived(term(4), 0, at(3, 2), 0));
    assertThat(server.register.values()).isEmpty();
  }

  @Test
  @DisplayName("§7 a newer snapshot replaces one that is half received")
  void newerSnapshot() {
    Bench server = Bench.among(3);
    server.receive(B, chunk(3, 0, false, 1, 2));

    server.receive(B, chunk(4, 0, true, 1, 2, 3, 4));

    assertThat(server.register.values()).containsExactly("s1", "s2", "s3", "s4");
  }

  @Test
  @DisplayName("figure 13: reply immediately if term < currentTerm")
  void rejectsStale() {
    Bench server = Bench.holding(1, 4);

    server.receive(B, chunk(3, 0, true, 1, 2, 3));

    assertThat(server.sentTo(B)).containsExactly(new Stale(term(4)));
  }

  @Test
  @DisplayName("§7 a follower that waits for a snapshot waits for its leader, too")
  void chunksAreHeartbeats() {
    Bench server = Bench.among(3);

    server.receive(B, chunk(3, 0, false, 1));

    assertThat(server.armed(RaftTimer.ELECTION)).hasSize(1);
    assertThat(server.raft.leader()).contains(B);
  }

  @Test
  @DisplayName("§7 entries that a snapshot covers are passed over, the ones behind it appended")
  void entriesAcrossSnapshot() {
    Bench server = Bench.among(3);
    server.receive(B, chunk(3, 0, true, 1, 2, 3));

    server.receive(B, append(3, at(2, 2), 0, entry(2, "s3"), entry(2, "s4")));

    assertThat(server.log().last()).isEqualTo(at(4, 2));
    assertThat(server.sentTo(B)).containsExactly(new Matched(term(3), 0, index(4)));
  }
}
