package ds.runtime.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.file.FaultyStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The log stays short.
class JournalSpaceTest {

  private static final Path DIRECTORY = Path.of("/journal");
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  /// Leaves the processor to those who reclaim.
  private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(100);

  private static final long SEGMENT = JournalTest.SMALL.log().segmentBytes();

  private final FaultyStorage storage = new FaultyStorage();
  private final Durability durability = new Durability();

  private Journal open() throws IOException {
    return Journal.open(DIRECTORY, JournalTest.SMALL, storage, durability);
  }

  @Test
  void aStreamThatRestsHoldsNothingUp() throws IOException {
    List<String> resting = new ArrayList<>();
    try (var journal = open()) {
      JournalStream rests = journal.stream("rests");
      JournalStream busy = journal.stream("busy");
      for (int round = 0; round < 40; round++) {
        resting.add("round " + round);
        rests.append(resting.getLast().getBytes(UTF_8), 0, resting.getLast().length());
        work(busy);
      }
      demandShort(journal, busy);
    }
    try (var journal = open()) {
      List<String> found = new ArrayList<>();
      journal.stream("rests").recover().forEach(it -> found.add(new String(it, UTF_8)));
      assertThat(found).isEqualTo(resting);
    }
  }

  @Test
  void aStreamThatIsBeingRecoveredIsLeftWhereItIs() throws IOException {
    try (var journal = open()) {
      JournalStream rests = journal.stream("rests");
      for (int i = 0; i < 100; i++) {
        rests.append(new byte[10], 0, 10);
        work(journal.stream("busy"), 1000);
      }
    }
    try (var journal = open()) {
      var records = journal.stream("rests").recover().iterator();
      records.next();
      JournalStream busy = journal.stream("busy");
      work(busy);
      int left = 0;
      for (; records.hasNext(); left++) {
        assertThat(records.next()).hasSize(10);
      }
      assertThat(left).isEqualTo(99);
      journal.stream("rests").release();
      demandShort(journal, busy);
    }
  }

  @Test
  void aForgottenStreamLeavesNothing() throws IOException {
    try (var journal = open()) {
      JournalStream gone = journal.stream("gone");
      for (int i = 0; i < 10; i++) {
        gone.append(new byte[30_000], 0, 30_000);
      }
      assertThat(durability.checkpoint(gone, List.of(new byte[1]), 0)).isTrue();
      journal.forget("gone");
      demandShort(journal, journal.stream("busy"));
      assertThat(journal.streams()).containsExactly("busy");
    }
    assertThat(storage.files().keySet()).noneMatch(it -> it.toString().contains("checkpoint-1-"));
    try (var journal = open()) {
      assertThat(journal.stream("gone").recover()).isEmpty();
      assertThat(journal.stream("gone").next()).isZero();
    }
  }

  /// A file that is made in advance would take the room from the log, if only for a moment.
  @Test
  void onADiskWithLittleRoomNoFileIsMadeInAdvance() throws IOException {
    storage.leaveRoom(SEGMENT + SEGMENT / 2);
    try (var journal = open()) {
      assertThat(durability.awaitCramped()).isZero();
      JournalStream stream = journal.stream("a");
      for (int i = 0; i < 40; i++) {
        stream.append(new byte[1_000], 0, 1_000);
        assertThat(durability.await(stream)).isTrue();
      }
      assertThat(durability.checkpoint(stream, List.of(new byte[1]), 0)).isTrue();
      assertThat(storage.refusals()).isZero();

      storage.leaveRoom(4 * SEGMENT);
      assertThat(durability.checkpoint(stream, List.of(new byte[1]), 0)).isTrue();
      awaitSpare();
    }
    try (var journal = open()) {
      assertThat(journal.stream("a").next()).isEqualTo(40);
    }
  }

  private void awaitSpare() {
    long deadline = System.nanoTime() + PATIENCE;
    while (storage.files().keySet().stream().noneMatch(it -> it.toString().contains("spare"))) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(PAUSE);
    }
  }

  @Test
  void ofTheCompactionsThatWaitOnlyTheNewestIsWritten() throws Exception {
    var began = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    List<Integer> written = new CopyOnWriteArrayList<>();
    try (var journal = open()) {
      JournalStream stream = journal.stream("busy");
      for (int i = 0; i < 4; i++) {
        stream.append(new byte[] {(byte) i}, 0, 1);
        stream.compact(
            pieces(
                i,
                number -> {
                  written.add(number);
                  began.countDown();
                  await(goOn);
                }),
            stream.next());
        await(began);
      }
      goOn.countDown();
      assertThat(durability.checkpoint(journal.stream("other"), List.of(), 0)).isTrue();
    }
    assertThat(written).containsExactly(0, 3);
    try (var journal = open()) {
      assertThat(journal.stream("busy").recover()).containsExactly(new byte[] {3});
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE, TimeUnit.NANOSECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A checkpoint stands for all before it, and what is asked for behind it stays behind it.
  @Test
  void aCheckpointTakesThePlaceOfACompactionThatWaits() throws Exception {
    var goOn = new CountDownLatch(1);
    List<Integer> written = new CopyOnWriteArrayList<>();
    try (var journal = open()) {
      JournalStream other = journal.stream("other");
      other.compact(pieces(0, _ -> await(goOn)), 0);
      JournalStream stream = journal.stream("busy");
      stream.compact(pieces(1, written::add), 0);
      stream.checkpoint(pieces(2, written::add), 0, () -> {});
      stream.compact(pieces(3, written::add), 0);
      goOn.countDown();
      assertThat(durability.checkpoint(other, List.of(), 0)).isTrue();
    }
    assertThat(written).containsExactly(2, 3);
  }

  /// A single one, which tells when it is written.
  private static Iterator<byte[]> pieces(int number, Consumer<Integer> pulled) {
    return Stream.of(number).peek(pulled).map(it -> new byte[] {it.byteValue()}).iterator();
  }

  /// Reclaiming goes on beside; every checkpoint gives it another chance.
  private void demandShort(Journal journal, JournalStream busy) {
    long deadline = System.nanoTime() + PATIENCE;
    long bytes = journal.logBytes();
    while (bytes > 4 * SEGMENT && System.nanoTime() - deadline < 0) {
      work(busy, 1);
      LockSupport.parkNanos(PAUSE);
      bytes = journal.logBytes();
    }
    assertThat(bytes).isLessThanOrEqualTo(4 * SEGMENT);
  }

  private void work(JournalStream busy) {
    work(busy, 30_000);
  }

  private void work(JournalStream busy, int length) {
    for (int i = 0; i < 4; i++) {
      busy.append(new byte[length], 0, length);
    }
    assertThat(durability.await(busy)).isTrue();
    assertThat(durability.checkpoint(busy, List.of(), busy.next())).isTrue();
  }

  @Test
  void manyStreamsAreReadEachInItsOrder() throws IOException {
    var random = new SplittableRandom(1);
    int streams = 100;
    List<List<Integer>> lengths = new ArrayList<>();
    try (var journal = open()) {
      List<JournalStream> all = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        all.add(journal.stream("stream " + i));
        lengths.add(new ArrayList<>());
      }
      for (int i = 0; i < 5000; i++) {
        int stream = random.nextInt(streams);
        int length = random.nextInt(200);
        all.get(stream).append(new byte[length], 0, length);
        lengths.get(stream).add(length);
      }
      assertThat(durability.await(all.getFirst())).isTrue();
    }
    try (var journal = open()) {
      for (int i = 0; i < streams; i++) {
        List<Integer> found = new ArrayList<>();
        journal.stream("stream " + i).recover().forEach(it -> found.add(it.length));
        assertThat(found).isEqualTo(lengths.get(i));
      }
    }
  }
}
