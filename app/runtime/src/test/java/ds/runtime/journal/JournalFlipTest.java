package ds.runtime.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.runtime.file.DamagedFileException;
import ds.runtime.file.FaultyStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A byte that changes on the disk is noticed, or was not needed.
class JournalFlipTest {

  private static final Path DIRECTORY = Path.of("/journal");
  private static final int FLIPS = 1500;

  /// What the last frame of the log holds: after a crash it alone may be taken for torn.
  private static final String LAST = "b last";

  /// What a journal has left that was closed.
  private final FaultyStorage intact = new FaultyStorage();

  /// What it would have left after a crash just before.
  private FaultyStorage crashed = new FaultyStorage();

  private List<String> written = List.of();

  @BeforeEach
  void writeJournal() throws IOException {
    var durability = new Durability();
    try (var journal = Journal.open(DIRECTORY, JournalTest.SMALL, intact, durability)) {
      JournalStream a = journal.stream("a");
      JournalStream b = journal.stream("b");
      for (int i = 0; i < 40; i++) {
        append(a, "a " + i + "-".repeat(1500));
        append(b, "b " + i + "-".repeat(100 * i));
        durability.await(a);
      }
      List<byte[]> pieces = List.of(new byte[5000], "a state".getBytes(UTF_8));
      durability.checkpoint(a, pieces, 10);
      append(b, LAST);
      durability.await(b);
      crashed = intact.copy();
    }
    written = read(intact.copy());
    assertThat(read(crashed.copy())).isEqualTo(written);
    assertThat(written).hasSize(2 + 30 + 41);
    assertThat(written.getLast()).isEqualTo(LAST);
  }

  @Test
  void aFlippedBitIsNoticedOrDoesNotMatter() throws IOException {
    var random = new SplittableRandom(1);
    List<Path> files = new ArrayList<>(intact.files().keySet());
    files.removeIf(it -> intact.files().get(it) == 0); // says all by its name
    int refused = 0;
    int unharmed = 0;
    for (int i = 0; i < FLIPS; i++) {
      FaultyStorage rotten = intact.copy();
      Path file = files.get(random.nextInt(files.size()));
      rotten.rot(file, random.nextInt(intact.files().get(file)), 1 << random.nextInt(8));
      switch (outcome(rotten)) {
        case REFUSED -> refused++;
        case UNHARMED -> unharmed++;
        case CUT -> throw new AssertionError("a closed journal was cut");
      }
    }
    assertThat(refused).isGreaterThan(FLIPS / 4);
    assertThat(unharmed).isGreaterThan(FLIPS / 100);
  }

  @Test
  void everyByteOfTheLastFrameCounts() throws IOException {
    for (int at : lastFrame()) {
      FaultyStorage rotten = intact.copy();
      rotten.rot(lastSegment(), at, 0xFF);
      assertThat(outcome(rotten)).as("byte " + at).isEqualTo(Outcome.REFUSED);
    }
  }

  @Test
  void afterACrashTheLastFrameIsCutAndNothingElse() throws IOException {
    for (int at : lastFrame()) {
      FaultyStorage rotten = crashed.copy();
      rotten.rot(lastSegment(), at, 0xFF);
      assertThat(outcome(rotten)).as("byte " + at).isEqualTo(Outcome.CUT);
    }
    for (int at = 0; at < lastFrame()[0]; at += 31) {
      FaultyStorage rotten = crashed.copy();
      rotten.rot(lastSegment(), at, 0xFF);
      assertThat(outcome(rotten)).as("byte " + at).isNotEqualTo(Outcome.CUT);
    }
  }

  private Path lastSegment() {
    List<Path> segments = intact.files().keySet().stream().filter(this::isSegment).toList();
    assertThat(segments.size()).isGreaterThan(1);
    return segments.getLast();
  }

  /// Where the bytes are of the frame that holds the last record: they are those before the
  /// record's text, its header and its frame's, and the text itself.
  private int[] lastFrame() {
    byte[] bytes = crashed.bytes(lastSegment());
    String all = new String(bytes, ISO_8859_1);
    int text = all.lastIndexOf(LAST);
    return IntStream.range(text - 48, text + LAST.length()).toArray();
  }

  @Test
  void aJournalThatIsOpenedAndClosedAgainGrowsNoFurther() throws IOException {
    byte[] before = intact.bytes(lastSegment());
    read(intact);
    assertThat(intact.bytes(lastSegment())).isEqualTo(before);
  }

  /// A segment has room for its seal behind the last frame, if not for a witness.
  @Test
  void aJournalThatHasNoRoomForAWitnessIsSealed() throws IOException {
    int most = JournalTest.SMALL.recordBytesMax();
    int rest = JournalTest.SMALL.log().segmentBytes() - 4096 - (most + 48) - 48 - 24;
    for (int length : IntStream.rangeClosed(rest - 80, rest).toArray()) {
      var storage = new FaultyStorage();
      var durability = new Durability();
      try (var journal = Journal.open(DIRECTORY, JournalTest.SMALL, storage, durability)) {
        for (int next : new int[] {most, length}) {
          journal.stream("a").append(new byte[next], 0, next);
          assertThat(durability.await(journal.stream("a"))).isTrue();
        }
      }
      assertThat(read(storage.copy())).hasSize(2);
      Path segment = storage.files().keySet().stream().filter(this::isSegment).toList().getLast();
      storage.rot(segment, 40_000, 1);
      assertThatThrownBy(() -> read(storage)).isInstanceOf(DamagedFileException.class);
    }
  }

  /// The last segment may lose its end without a trace, and spares are as long as they are.
  @Test
  void aFileThatBecameShorterIsNoticed() throws IOException {
    var random = new SplittableRandom(2);
    List<Path> files = new ArrayList<>(intact.files().keySet());
    files.removeIf(it -> it.toString().contains("spare") || intact.files().get(it) == 0);
    files.remove(files.stream().filter(this::isSegment).toList().getLast());
    assertThat(files).hasSizeGreaterThan(2);
    for (Path file : files) {
      for (int i = 0; i < 20; i++) {
        FaultyStorage shorter = intact.copy();
        shorter.truncate(file, random.nextInt(intact.files().get(file) / 2));
        assertThat(outcome(shorter)).as(file.toString()).isEqualTo(Outcome.REFUSED);
      }
    }
  }

  /// Somebody keeps the files of another journal in this one, and the frame that holds them is
  /// torn.
  @Test
  void whatLooksLikeAFrameInAValueIsNone() throws IOException {
    Path foreign =
        intact.files().keySet().stream().filter(this::isSegment).findFirst().orElseThrow();
    byte[] value = intact.bytes(foreign);
    var storage = new FaultyStorage();
    var durability = new Durability();
    FaultyStorage torn;
    try (var journal = Journal.open(DIRECTORY, JournalTest.SMALL, storage, durability)) {
      JournalStream stream = journal.stream("a");
      stream.append(value, 4096, JournalTest.SMALL.recordBytesMax());
      assertThat(durability.await(stream)).isTrue();
      torn = storage.copy();
    }
    assertThat(read(torn.copy())).hasSize(1);
    torn.rot(foreign, 4096, 1);
    assertThat(read(torn)).isEmpty();
  }

  private enum Outcome {
    REFUSED,
    UNHARMED,
    CUT
  }

  private Outcome outcome(FaultyStorage rotten) throws IOException {
    List<String> found;
    try {
      found = read(rotten);
    } catch (DamagedFileException e) {
      assertThat(e).hasMessageMatching("/journal/.* is damaged at offset \\d+: expected .*");
      return Outcome.REFUSED;
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("has format version");
      return Outcome.REFUSED;
    }
    if (found.equals(written)) {
      return Outcome.UNHARMED;
    }
    assertThat(found).isEqualTo(written.subList(0, written.size() - 1));
    return Outcome.CUT;
  }

  private boolean isSegment(Path file) {
    return file.getFileName().toString().startsWith("segment-");
  }

  private static List<String> read(FaultyStorage storage) throws IOException {
    List<String> found = new ArrayList<>();
    try (var journal = Journal.open(DIRECTORY, JournalTest.SMALL, storage, new Durability())) {
      for (String name : journal.streams()) {
        journal.stream(name).recover().forEach(it -> found.add(new String(it, UTF_8)));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }

  private static void append(JournalStream stream, String record) {
    stream.append(record.getBytes(UTF_8), 0, record.length());
  }
}
