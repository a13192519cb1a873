package ds.runtime.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.runtime.file.DamagedFileException;
import ds.runtime.file.DiskStorage;
import ds.runtime.file.Pace;
import ds.runtime.journal.log.LogSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  static final Pace FAST = new Pace(1 << 16, 1L << 40);

  static final JournalSettings SMALL =
      new JournalSettings(new LogSettings(1 << 16, 2, FAST), 1 << 14, 1 << 16, 1 << 15, FAST);

  @TempDir Path directory;

  private final Durability durability = new Durability();

  private Journal open() throws IOException {
    return Journal.open(directory, SMALL, new DiskStorage(), durability);
  }

  @Test
  void recordsAreRecoveredInTheirOrder() throws IOException {
    try (var journal = open()) {
      append(journal.stream("a"), "1", "2", "3");
      append(journal.stream("b"), "x");
      append(journal.stream("a"), "4");
    }
    try (var journal = open()) {
      assertThat(texts(journal.stream("a"))).containsExactly("1", "2", "3", "4");
      assertThat(texts(journal.stream("b"))).containsExactly("x");
      assertThat(journal.streams()).containsExactly("a", "b");
      assertThat(journal.stream("a").next()).isEqualTo(4);
    }
  }

  @Test
  void aStreamIsWrittenFromItsFirstRecordOnAlsoWhereOnlyACheckpointIsLeft() throws IOException {
    try (var journal = open()) {
      journal.stream("new");
      append(journal.stream("a"), "1");
      assertThat(durability.checkpoint(journal.stream("b"), List.of(), 0)).isTrue();
    }
    assertThat(List.of("none", "new", "a", "b").stream().map(this::isWritten))
        .containsExactly(false, false, true, true);
  }

  private boolean isWritten(String stream) {
    try {
      return Journal.isWritten(directory, DiskStorage.forReading(), stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatOthersHavePutBesideTheSparesIsLeftAlone() throws IOException {
    List<String> others = List.of("spare-", "spare-abc", "spare-1.bak", "spare-" + "9".repeat(30));
    for (String name : others) {
      Files.writeString(directory.resolve(name), name);
    }
    try (var journal = open()) {
      append(journal.stream("a"), "1");
    }
    try (var journal = open()) {
      assertThat(texts(journal.stream("a"))).containsExactly("1");
    }
    for (String name : others) {
      assertThat(directory.resolve(name)).hasContent(name);
    }
  }

  @Test
  void aSyncWithNothingToWriteIsAnswered() throws IOException {
    try (var journal = open()) {
      assertThat(durability.await(journal.stream("a"))).isTrue();
    }
  }

  @Test
  void aCheckpointStandsForTheRecordsBeforeIt() throws IOException {
    try (var journal = open()) {
      JournalStream stream = journal.stream("a");
      append(stream, "1", "2", "3");
      assertThat(durability.checkpoint(stream, bytes("state", "of 2"), 2)).isTrue();
      append(stream, "4");
    }
    try (var journal = open()) {
      JournalStream stream = journal.stream("a");
      assertThat(texts(stream)).containsExactly("state", "of 2", "3", "4");
      assertThat(durability.checkpoint(stream, bytes(), 4)).isTrue();
    }
    try (var journal = open()) {
      assertThat(texts(journal.stream("a"))).isEmpty();
      assertThat(journal.stream("a").next()).isEqualTo(4);
    }
  }

  @Test
  void whatACheckpointGaveUpDoesNotComeBack() throws IOException {
    try (var journal = open()) {
      JournalStream stream = journal.stream("a");
      append(stream, "1", "2", "3");
      assertThat(durability.checkpoint(stream, bytes("state of 2"), 2)).isTrue();
      assertThat(durability.checkpoint(stream, bytes("state of 3"), 0)).isTrue();
    }
    try (var journal = open()) {
      assertThat(texts(journal.stream("a"))).containsExactly("state of 3", "3");
    }
  }

  @Test
  void manySegmentsAreReadInOrder() throws IOException {
    List<String> written = IntStream.range(0, 5000).mapToObj(i -> "record " + i).toList();
    try (var journal = open()) {
      append(journal.stream("a"), written.toArray(String[]::new));
      assertThat(journal.logBytes()).isGreaterThan(2L * SMALL.log().segmentBytes());
    }
    try (var journal = open()) {
      assertThat(texts(journal.stream("a"))).isEqualTo(written);
    }
  }

  @Test
  void aSecondOwnerIsTurnedAway() throws IOException {
    try (var _ = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is in use by process")
          .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
    }
    open().close();
  }

  @Test
  void whatCheckpointsTakeIsKnownBeforeAndAfterARestart() throws IOException {
    long taken;
    try (var journal = open()) {
      assertThat(journal.checkpointBytes()).isZero();
      for (String name : List.of("a", "b", "c")) {
        append(journal.stream(name), "1", "2", "3");
        assertThat(durability.checkpoint(journal.stream(name), bytes("state"), 3)).isTrue();
      }
      assertThat(durability.checkpoint(journal.stream("a"), bytes("state", "more"), 3)).isTrue();
      journal.forget("c");
      taken = journal.checkpointBytes();
    }
    assertThat(taken).isEqualTo(bytesOf("checkpoint-")).isPositive();
    try (var journal = open()) {
      assertThat(journal.checkpointBytes()).isEqualTo(taken);
    }
  }

  private long bytesOf(String prefix) throws IOException {
    return files().entrySet().stream()
        .filter(it -> it.getKey().startsWith(prefix))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void theFirstRecordOfAStreamIsFoundWithoutOpeningTheJournal() throws IOException {
    try (var journal = open()) {
      append(journal.stream("a"), "1", "2");
      append(journal.stream("b"), "x", "y");
      append(journal.stream("a"), IntStream.range(0, 5000).mapToObj(i -> "a" + i).toList());
      append(journal.stream("c"), "late");
      journal.stream("none");
      assertThat(journal.logBytes()).isGreaterThan(2L * SMALL.log().segmentBytes());
      assertThatThrownBy(() -> first("a")).hasMessageContaining("is in use by process");
    }
    Map<String, Long> before = files();
    assertThat(first("a")).contains("1");
    assertThat(first("b")).contains("x");
    assertThat(first("c")).contains("late");
    assertThat(first("none")).isEmpty();
    assertThat(first("other")).isEmpty();
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void whereThereIsNoJournalNoneIsMade() throws IOException {
    assertThat(first("a")).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aLogThatHasLostItsNewestFileIsRefused() throws IOException {
    List<String> files = fillThreeFiles();
    Files.delete(directory.resolve(files.getLast()));
    refuses(files.getLast() + " is missing: the log goes on in it, as newest-0000000003 says");
    assertThatThrownBy(() -> first("a")).hasMessageContaining("is missing");

    Files.delete(directory.resolve(files.get(0)));
    Files.delete(directory.resolve(files.get(1)));
    refuses(files.getLast() + " is missing");
  }

  private void refuses(String words) {
    assertThatThrownBy(this::open)
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(words);
  }

  /// As a program leaves it that knew nothing of it.
  @Test
  void aLogThatDoesNotSayWhichFileIsItsNewestSaysSoFromNowOn() throws IOException {
    List<String> files = fillThreeFiles();
    Path mark = directory.resolve("newest-0000000003");
    Files.delete(mark);
    Files.createFile(directory.resolve("newest-of-all")); // none of ours
    open().close();
    assertThat(mark).isEmptyFile();

    Files.move(mark, directory.resolve("newest-0000000001"));
    open().close();
    assertThat(mark).isEmptyFile();
    Files.delete(directory.resolve(files.getLast()));
    refuses("is missing");
  }

  /// None of which is ever given back, as nothing stands for what they hold.
  private List<String> fillThreeFiles() throws IOException {
    try (var journal = open()) {
      while (journal.logBytes() < 3L << 16) {
        append(journal.stream("a"), "x".repeat(10_000));
      }
    }
    List<String> files = files().keySet().stream().filter(it -> it.startsWith("segment-")).toList();
    assertThat(files).hasSize(3);
    return files;
  }

  private Optional<String> first(String stream) throws IOException {
    return Journal.first(directory, DiskStorage.forReading(), stream)
        .map(it -> new String(it, UTF_8));
  }

  private Map<String, Long> files() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        sizes.put(file.getFileName().toString(), Files.size(file));
      }
    }
    return sizes;
  }

  private void append(JournalStream stream, List<String> records) {
    append(stream, records.toArray(String[]::new));
  }

  private void append(JournalStream stream, String... records) {
    for (String record : records) {
      byte[] bytes = record.getBytes(UTF_8);
      stream.append(bytes, 0, bytes.length);
    }
    assertThat(durability.await(stream)).isTrue();
  }

  private static List<byte[]> bytes(String... texts) {
    return Stream.of(texts).map(it -> it.getBytes(UTF_8)).toList();
  }

  private static List<String> texts(JournalStream stream) {
    List<String> texts = new ArrayList<>();
    stream.recover().forEach(it -> texts.add(new String(it, UTF_8)));
    return texts;
  }
}
