package ds.runtime.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.runtime.file.DamagedFileException;
import ds.runtime.file.DiskFullException;
import ds.runtime.file.FaultyStorage;
import ds.runtime.file.StoredFile;
import ds.runtime.journal.log.LogSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A disk that fails is said to have failed, once, and nothing is durable after that.
class JournalFaultTest {

  private static final Path DIRECTORY = Path.of("/journal");

  /// Nobody but the log forces anything.
  private static final JournalSettings NO_SPARES =
      new JournalSettings(
          new LogSettings(1 << 16, 0, JournalTest.FAST),
          1 << 14,
          1 << 16,
          1 << 15,
          JournalTest.FAST);

  private final FaultyStorage storage = new FaultyStorage();
  private final Durability durability = new Durability();
  private final List<String> written = new ArrayList<>();

  private Journal open() throws IOException {
    return Journal.open(DIRECTORY, JournalTest.SMALL, storage, durability);
  }

  @Test
  void aFullDiskStopsTheJournalAndIsNamed() throws IOException {
    try (var journal = open()) {
      JournalStream stream = journal.stream("a");
      assertThat(append(stream)).isTrue();
      storage.leaveRoom(JournalTest.SMALL.log().segmentBytes() + 1000);
      fillUntilFailure(stream);
      demandSilence(stream, DiskFullException.class, "are free on the test's disk, so ");
    }
    demandAllThatWasDurable();
  }

  @Test
  void aDiskThatIsFullDuringACheckpointStopsTheJournal() throws IOException {
    try (var journal = open()) {
      JournalStream stream = journal.stream("a");
      assertThat(append(stream)).isTrue();
      storage.leaveRoom(3 << 16);
      assertThat(durability.checkpoint(stream, List.of(new byte[4 << 16]), 0)).isFalse();
      demandSilence(stream, DiskFullException.class, "checkpoint-1-0000000001.new");
    }
    demandAllThatWasDurable();
  }

  @Test
  void aCompactionThatFindsNoRoomIsPutOff() throws IOException {
    try (var journal = open()) {
      JournalStream stream = journal.stream("a");
      assertThat(append(stream)).isTrue();
      storage.leaveRoom(3 << 16);
      stream.compact(List.of(new byte[4 << 16]).iterator(), stream.next());
      durability.awaitPutOff();
      assertThat(storage.files().keySet()).noneMatch(it -> it.toString().endsWith(".new"));
      assertThat(append(stream)).isTrue();
      storage.leaveRoom(1 << 30);
    }
    demandAllThatWasDurable();
    try (var journal = open()) {
      JournalStream stream = journal.stream("a");
      byte[] state = "state".getBytes(UTF_8);
      stream.compact(List.of(state).iterator(), stream.next());
      // Checkpoints are written one after the other.
      JournalStream other = journal.stream("b");
      assertThat(durability.checkpoint(other, List.of(), 0)).isTrue();
    }
    try (var journal = open()) {
      assertThat(journal.stream("a").recover())
          .map(it -> new String(it, UTF_8))
          .containsExactly("state");
    }
  }

  @Test
  void aCompactionThatFailsOtherwiseStopsTheJournal() throws IOException {
    try (var journal = open()) {
      JournalStream stream = journal.stream("a");
      assertThat(append(stream)).isTrue();
      storage.failForcesOf(Checkpoint.UNFINISHED);
      stream.compact(List.of(new byte[10]).iterator(), stream.next());
      fillUntilFailure(stream);
      demandSilence(stream, IOException.class, "at a force");
    }
    demandAllThatWasDurable();
  }

  @Test
  void aFailedWriteStopsTheJournal() throws IOException {
    try (var journal = open()) {
      JournalStream stream = journal.stream("a");
      assertThat(append(stream)).isTrue();
      storage.failWriteAfter(3);
      fillUntilFailure(stream);
      demandSilence(stream, IOException.class, "Input/output error");
    }
    demandAllThatWasDurable();
  }

  /// A force that is tried again would succeed, and the record would be lost all the same.
  @Test
  void aFailedForceStopsTheJournal() throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      try (var journal = open()) {
        JournalStream stream = journal.stream("seed " + seed);
        assertThat(append(stream)).isTrue();
        storage.failForceAfter(seed % 5);
        fillUntilFailure(stream);
        demandSilence(stream, IOException.class, "at a force");
      }
      written.clear();
      durability.forgive();
    }
  }

  /// After a failed force the system shows what was never written. It is written again before it is
  /// relied upon.
  @Test
  void whatIsRecoveredIsDurable() throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      var disk = new FaultyStorage();
      var failing = new Durability();
      try (var journal = Journal.open(DIRECTORY, NO_SPARES, disk, failing)) {
        JournalStream stream = journal.stream("a");
        disk.failForceAfter(0);
        stream.append(new byte[3000], 0, 3000);
        assertThat(failing.await(stream)).isFalse();
      }
      disk.forgetWhatIsDirty();
      long found;
      try (var journal = Journal.open(DIRECTORY, NO_SPARES, disk, new Durability())) {
        found = journal.stream("a").next();
      }
      disk = disk.crash(new SplittableRandom(seed));
      try (var journal = Journal.open(DIRECTORY, NO_SPARES, disk, new Durability())) {
        assertThat(journal.stream("a").next()).isEqualTo(found);
      }
    }
  }

  @Test
  void aFailedStateStopsTheJournal() throws IOException {
    try (var journal = open()) {
      JournalStream stream = journal.stream("a");
      Iterable<byte[]> broken =
          () -> {
            throw new IllegalStateException("broken");
          };
      assertThatThrownBy(() -> durability.checkpoint(stream, broken, 0)).hasMessage("broken");
      List<byte[]> pieces = List.of(new byte[1], new byte[0]);
      Iterable<byte[]> torn = () -> pieces.stream().map(JournalFaultTest::torn).iterator();
      assertThat(durability.checkpoint(stream, torn, 0)).isFalse();
      demandSilence(stream, IOException.class, "a checkpoint of a has failed");
    }
  }

  private static byte[] torn(byte[] piece) {
    if (piece.length == 0) {
      throw new IllegalStateException("torn");
    }
    return piece;
  }

  @Test
  void aJournalIsFullWhileTheDiskIsBehind() throws IOException {
    try (var journal = open()) {
      JournalStream stream = journal.stream("a");
      assertThat(stream.isFull()).isFalse();
      // Nobody has asked for a sync, so a frame that is not full is not written yet.
      stream.append(new byte[30_000], 0, 30_000);
      assertThat(journal.pendingBytes()).isGreaterThan(30_000);
      assertThat(durability.await(stream)).isTrue();
      storage.stall();
      for (int i = 0; i < 4; i++) {
        stream.append(new byte[30_000], 0, 30_000);
      }
      assertThat(stream.isFull()).isTrue();
      storage.resume();
      assertThat(durability.await(stream)).isTrue();
      assertThat(durability.await(stream)).isTrue();
      assertThat(stream.isFull()).isFalse();
    }
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    open().close();
    try (StoredFile file = storage.open(DIRECTORY.resolve("segment-0000000001.log"))) {
      file.write(ByteBuffer.wrap(new byte[] {2}), 8);
    }
    assertThatThrownBy(this::open)
        .hasMessageContaining("segment-0000000001.log has format version 2")
        .hasMessageContaining("reads up to 1");
  }

  @Test
  void aMissingFileIsNoticed() throws IOException {
    try (var journal = open()) {
      JournalStream stream = journal.stream("a");
      for (int i = 0; i < 300; i++) {
        stream.append(new byte[1000], 0, 1000);
      }
      assertThat(durability.await(stream)).isTrue();
    }
    storage.delete(DIRECTORY.resolve("segment-0000000002.log"));
    assertThatThrownBy(this::open)
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("of stream a, for later ones are there");
    storage.delete(DIRECTORY.resolve("streams"));
    assertThatThrownBy(this::open)
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("streams is damaged at offset 0");
  }

  private boolean append(JournalStream stream) {
    String record = stream.name() + " " + written.size() + "-".repeat(1000);
    stream.append(record.getBytes(UTF_8), 0, record.length());
    boolean durable = durability.await(stream);
    if (durable) {
      written.add(record);
    }
    return durable;
  }

  private void fillUntilFailure(JournalStream stream) {
    int bound = 1000;
    while (append(stream)) {
      assertThat(bound--).as("records until the failure").isPositive();
    }
  }

  private void demandSilence(
      JournalStream stream, Class<? extends IOException> type, String message) {
    assertThat(append(stream)).isFalse();
    assertThat(durability.failures()).isEqualTo(1);
    assertThat(durability.failure().orElseThrow()).isInstanceOf(type).hasMessageContaining(message);
  }

  private void demandAllThatWasDurable() throws IOException {
    storage.leaveRoom(1 << 30);
    try (var journal = open()) {
      List<String> found = new ArrayList<>();
      journal.stream("a").recover().forEach(it -> found.add(new String(it, UTF_8)));
      assertThat(found).startsWith(written.toArray(String[]::new));
    }
  }
}
