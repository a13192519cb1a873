package ds.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ds.workbench.site.place.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Texts print what commands say. Programs change, and a text does not notice.
class PrintedRunsTest {

  private static final Checkout CHECKOUT = new Checkout(Path.of("../.."));
  private static final Path HISTORIES =
      CHECKOUT.root().resolve("app/lab/src/test/resources/histories");

  /// More than that are there: what finds none finds no fault either.
  private static final int LEAST = 15;

  @TempDir static Path folder;

  @TestFactory
  @DisplayName("a command that a text shows prints what the text says")
  Stream<DynamicTest> runs() {
    List<PrintedRun> runs =
        CHECKOUT.pages().stream()
            .flatMap(page -> PrintedRun.of(page, CHECKOUT.text(page)).stream())
            .toList();
    assertThat(runs).hasSizeGreaterThan(LEAST);
    return runs.stream()
        .map(run -> dynamicTest(run.place() + " $ " + run.command(), () -> play(run)));
  }

  private static void play(PrintedRun run) throws IOException {
    List<String> words = List.of(run.command().split(" ", -1));
    switch (words.getFirst()) {
      case "cat" -> keep(words.getLast(), run);
      case "./ds" -> {
        String printed = printed(words.subList(1, words.size()));
        assertThat(run.missingFrom(printed))
            .as("%s is not what is printed:%n%s", run.place(), printed)
            .isEmpty();
      }
      default -> throw new AssertionError("nobody can play " + run.command());
    }
  }

  /// A file that a text shows is the one that the texts below it speak of.
  private static void keep(String name, PrintedRun run) throws IOException {
    String shown = String.join("\n", run.lines()) + "\n";
    Path kept = HISTORIES.resolve(name);
    if (Files.exists(kept)) {
      assertThat(Files.readString(kept)).isEqualTo(shown);
    } else {
      Files.writeString(folder.resolve(name), shown);
    }
  }

  private static String printed(List<String> words) {
    var out = new StringWriter();
    var line = Ds.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    line.execute(words.stream().map(PrintedRunsTest::located).toArray(String[]::new));
    return out.toString();
  }

  /// The files of a text lie in no folder: what comes with the house is meant, or what the text
  /// showed or has written.
  private static String located(String word) {
    boolean isFile = Stream.of(".jsonl", ".html").anyMatch(word::endsWith);
    if (!isFile) {
      return word;
    }
    Path kept = HISTORIES.resolve(word);
    return (Files.exists(kept) ? kept : folder.resolve(word)).toString();
  }

  private static PrintedRun shown(String... lines) {
    return new PrintedRun("a.md:1", "./ds", Arrays.asList(lines));
  }

  @Test
  @DisplayName("lines are compared one by one from the first, and a gap must be marked")
  void lines() {
    assertThat(shown("a", "b").missingFrom("a\nb\n")).isEmpty();
    assertThat(shown("a", "b").missingFrom("a\nb\nx\n")).isEmpty();
    assertThat(shown("a", "b").missingFrom("a\nx\nb\n")).contains("b");
    assertThat(shown("b").missingFrom("a\nb\n")).contains("b");
    assertThat(shown("a", "b").missingFrom("a\n")).contains("b");
    assertThat(shown("b", "a").missingFrom("a\nb\n")).contains("b");
  }

  @Test
  @DisplayName("an elision stands for lines, or for characters of one line")
  void elisions() {
    assertThat(shown("a", "  …", "c").missingFrom("a\nb\nb\nc\n")).isEmpty();
    assertThat(shown("a", "…", "c").missingFrom("a\nc\n")).isEmpty();
    assertThat(shown("…", "b", "…", "a").missingFrom("a\nb\n")).contains("a");
    assertThat(shown("took … ms").missingFrom("took 13 ms\n")).isEmpty();
    assertThat(shown("took … ms").missingFrom("took 13 s\n")).contains("took … ms");
    assertThat(shown("took … ms").missingFrom("took 13\nno ms\n")).contains("took … ms");
  }

  @Test
  @DisplayName("a run is found by its prompt in a block, and ends with the block or a new prompt")
  void found() {
    var text = "$ no block\n```\n$ ./ds a\none\n\n$ ./ds b\n```\ntext\n```sh\n./ds c\n```\n";
    assertThat(PrintedRun.of("a.md", text))
        .containsExactly(
            new PrintedRun("a.md:3", "./ds a", List.of("one")),
            new PrintedRun("a.md:6", "./ds b", List.of()));
  }
}
