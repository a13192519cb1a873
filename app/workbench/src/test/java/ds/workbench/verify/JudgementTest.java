package ds.workbench.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.lab.history.Consistency;
import ds.lab.history.check.Bounds;
import ds.lab.history.format.Vocabulary;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgementTest {

  private static final String STALE =
      """
      {"process":1,"type":"invoke","f":"write","value":1}
      {"process":1,"type":"ok","f":"write"}
      {"process":2,"type":"invoke","f":"read"}
      {"process":2,"type":"ok","f":"read","value":null}
      """;

  private static final int WIDTH_MAX = 100;

  @TempDir private Path folder;
  private final StringWriter printed = new StringWriter();

  @Test
  @DisplayName("a fail ends with 1, says why, and is drawn")
  void fail() throws IOException {
    Path page = folder.resolve("page.html");
    assertThat(judge(STALE, Consistency.LINEARIZABLE, Bounds.USUAL, Optional.of(page)))
        .isEqualTo(Exit.FAILED);
    assertThat(printed.toString())
        .contains("Not linearizable", "the register held 1.", "drawn in")
        .satisfies(
            it -> assertThat(it.lines().limit(3)).allMatch(line -> line.length() <= WIDTH_MAX));
    assertThat(Files.readString(page)).contains("culprit", "history.jsonl");
  }

  @Test
  @DisplayName("a pass ends with 0: what is stale may still be sequentially consistent")
  void pass() throws IOException {
    assertThat(judge(STALE, Consistency.SEQUENTIAL)).isEqualTo(Exit.OK);
    assertThat(judge(STALE, Consistency.SESSION)).isEqualTo(Exit.OK);
  }

  @Test
  @DisplayName("a verdict that cannot be found within the bounds ends with 2")
  void unknown() throws IOException {
    Bounds none = Bounds.USUAL.withBytes(1);
    assertThat(judge(STALE, Consistency.LINEARIZABLE, none, Optional.empty()))
        .isEqualTo(Exit.UNKNOWN);
    assertThat(printed.toString()).contains("This is not a pass.");
  }

  @Test
  @DisplayName("a malformed file is named with the line, what stands there, and what should")
  void malformed() {
    assertThatThrownBy(() -> judge(STALE + "nonsense", Consistency.LINEARIZABLE))
        .isInstanceOfSatisfying(
            Complaint.class, it -> assertThat(it.exit()).isEqualTo(Exit.MALFORMED))
        .hasMessageEndingWith(
            "history.jsonl:5: found 'nonsense' at column 1; expected an object in braces");
  }

  @Test
  @DisplayName("bytes that are no text are found in their line")
  void bytes() throws IOException {
    Path file = folder.resolve("bytes");
    Files.write(file, new byte[] {'\n', '{', (byte) 0xC3, '(', '\n'});
    assertThatThrownBy(() -> HistoryFile.lines(file))
        .hasMessageEndingWith("bytes:2: found bytes that are no text; expected UTF-8");
    assertThatThrownBy(() -> HistoryFile.lines(folder.resolve("none")))
        .isInstanceOfSatisfying(
            Complaint.class, it -> assertThat(it.exit()).isEqualTo(Exit.MISSING));
  }

  @Test
  @DisplayName("a page that cannot be written is not passed over")
  void unwritable() {
    Path page = folder.resolve("missing").resolve("page.html");
    assertThatThrownBy(
            () -> judge(STALE, Consistency.LINEARIZABLE, Bounds.USUAL, Optional.of(page)))
        .isInstanceOfSatisfying(
            Complaint.class, it -> assertThat(it.exit()).isEqualTo(Exit.UNWRITABLE));
  }

  @Test
  @DisplayName("amounts have a number and a unit")
  void amounts() {
    assertThat(new Amount.Bytes().convert("512m")).isEqualTo(512L << 20);
    assertThat(new Amount.Nanos().convert("2m")).isEqualTo(120_000_000_000L);
    for (String wrong : new String[] {"", "m", "0m", "-1m", "1", "1t", "1234567m", "1.5g"}) {
      assertThatThrownBy(() -> new Amount.Bytes().convert(wrong)).hasMessageContaining("amount");
    }
  }

  private Exit judge(String history, Consistency consistency) throws IOException {
    return judge(history, consistency, Bounds.USUAL, Optional.empty());
  }

  private Exit judge(String history, Consistency consistency, Bounds bounds, Optional<Path> page)
      throws IOException {
    Path file = Files.writeString(folder.resolve("history.jsonl"), history);
    return judge(register(), consistency, bounds).of(file, page, new PrintWriter(printed));
  }

  private static <S, I, O> Judgement<S, I, O> judge(
      Vocabulary<S, I, O> vocabulary, Consistency consistency, Bounds bounds) {
    return new Judgement<>(vocabulary, consistency, bounds);
  }

  private static Vocabulary<?, ?, ?> register() {
    return Vocabulary.all().stream()
        .filter(vocabulary -> vocabulary.name().equals("register"))
        .findFirst()
        .orElseThrow();
  }
}
