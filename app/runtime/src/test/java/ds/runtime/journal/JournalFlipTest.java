package ds.runtime.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.file.DamagedFileException;
import ds.runtime.file.FaultyStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A byte that changes on the disk is noticed, or was not needed.
class JournalFlipTest {

  private static final Path DIRECTORY = Path.of("/journal");
  private static final int FLIPS = 1500;

  /// What the last frame of the log holds: it alone may be taken for torn.
  private static final String LAST = "b last";

  private final FaultyStorage intact = new FaultyStorage();
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
    }
    written = read(intact.copy());
    assertThat(written).hasSize(2 + 30 + 41);
    assertThat(written.getLast()).isEqualTo(LAST);
  }

  @Test
  void aFlippedBitIsNoticedOrDoesNotMatter() throws IOException {
    var random = new SplittableRandom(1);
    List<Path> files = List.copyOf(intact.files().keySet());
    int refused = 0;
    int unharmed = 0;
    int cut = 0;
    for (int i = 0; i < FLIPS; i++) {
      FaultyStorage rotten = intact.copy();
      Path file = files.get(random.nextInt(files.size()));
      rotten.rot(file, random.nextInt(intact.files().get(file)), 1 << random.nextInt(8));
      switch (outcome(rotten)) {
        case REFUSED -> refused++;
        case UNHARMED -> unharmed++;
        case CUT -> cut++;
      }
    }
    assertThat(refused).isGreaterThan(FLIPS / 4);
    assertThat(unharmed).isGreaterThan(FLIPS / 100);
    assertThat(cut).isLessThan(FLIPS / 20);
  }

  @Test
  void everyByteOfTheLastFrameCountsOrIsCut() throws IOException {
    List<Path> segments = intact.files().keySet().stream().filter(this::isSegment).toList();
    assertThat(segments.size()).isGreaterThan(1);
    int cut = 0;
    for (int offset = 0; offset < intact.files().get(segments.getLast()); offset += 31) {
      FaultyStorage rotten = intact.copy();
      rotten.rot(segments.getLast(), offset, 0xFF);
      cut += outcome(rotten) == Outcome.CUT ? 1 : 0;
    }
    assertThat(cut).isPositive();
  }

  /// The last segment may lose its end without a trace, and spares are as long as they are.
  @Test
  void aFileThatBecameShorterIsNoticed() throws IOException {
    var random = new SplittableRandom(2);
    List<Path> files = new ArrayList<>(intact.files().keySet());
    files.removeIf(it -> it.toString().contains("spare"));
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
    try (var journal = Journal.open(DIRECTORY, JournalTest.SMALL, storage, durability)) {
      JournalStream stream = journal.stream("a");
      stream.append(value, 4096, JournalTest.SMALL.recordBytesMax());
      assertThat(durability.await(stream)).isTrue();
    }
    assertThat(read(storage.copy())).hasSize(1);
    storage.rot(foreign, 4096, 1);
    assertThat(read(storage)).isEmpty();
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
