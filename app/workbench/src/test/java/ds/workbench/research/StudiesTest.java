package ds.workbench.research;

import static org.assertj.core.api.Assertions.assertThat;

import ds.workbench.terminal.Exit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudiesTest {

  private static final String TEXT =
      """
      # A study

      <!-- results -->

      | a | b |
      |---|---|
      | 1 | 2 |

      <!-- /results -->

      The end.
      """;

  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();

  static List<Study> studies() {
    return Studies.all();
  }

  @ParameterizedTest
  @MethodSource("studies")
  void aStudyFindsTheSameEachTime(Study study) {
    Findings once = study.make(3, doing -> {});
    assertThat(study.make(3, doing -> {})).isEqualTo(once);
    assertThat(once.table()).hasSizeGreaterThan(5);
    assertThat(once.files().keySet()).anyMatch(file -> file.endsWith(".csv"));
  }

  /// Whatever changes the protocol changes what it does in a study.
  @ParameterizedTest
  @MethodSource("studies")
  void theTextTheDataAndTheFiguresAreWhatAStudyFindsToday(Study study) throws IOException {
    Path text = Path.of("../../research", study.name(), "README.md");
    Findings findings = study.make(study.trials(), doing -> {});
    assertThat(Text.of(Files.readString(text)).differences(findings.table())).isEmpty();
    for (Map.Entry<String, String> file : findings.files().entrySet()) {
      assertThat(text.resolveSibling(file.getKey())).hasContent(file.getValue());
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void figuresAreWellFormed(Study study) throws Exception {
    Map<String, String> files = study.make(2, doing -> {}).files();
    var reader = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (file.getKey().endsWith(".svg")) {
        byte[] svg = file.getValue().getBytes(StandardCharsets.UTF_8);
        assertThat(reader.parse(new ByteArrayInputStream(svg)).getDocumentElement().getTagName())
            .isEqualTo("svg");
      }
    }
  }

  @Test
  void aTextThatAgreesIsLeftAlone() throws IOException {
    assertThat(reproduced(List.of("| a | b |", "|---|---|", "| 1 | 2 |"), false))
        .isEqualTo(Exit.OK);
    assertThat(folder.resolve("README.md")).hasContent(TEXT);
    assertThat(folder.resolve("results/data.csv")).hasContent("1,2");
  }

  @Test
  void itIsSaidWhichFilesHaveChanged() throws IOException {
    List<String> table = List.of("| a | b |", "|---|---|", "| 1 | 2 |");
    String data = "research/planted/results/data.csv";
    reproduced(table, false);
    assertThat(said.toString()).contains("written: " + data);
    reproduced(table, false);
    assertThat(said.toString()).contains("as before: " + data);
    Files.writeString(folder.resolve("results/data.csv"), "1,3\n");
    reproduced(table, false);
    assertThat(said.toString()).contains("changed: " + data);
  }

  @Test
  void aTextThatDisagreesIsChangedOnlyIfThatIsAskedFor() throws IOException {
    List<String> other = List.of("| a | b |", "|---|---|", "| 1 | 3 |");
    assertThat(reproduced(other, false)).isEqualTo(Exit.FAILED);
    assertThat(folder.resolve("README.md")).hasContent(TEXT);
    assertThat(reproduced(other, true)).isEqualTo(Exit.OK);
    assertThat(folder.resolve("README.md")).hasContent(TEXT.replace("| 2 |", "| 3 |"));
  }

  private Exit reproduced(List<String> table, boolean rewrite) throws IOException {
    Files.writeString(folder.resolve("README.md"), TEXT);
    Study study = new Planted(new Findings(Map.of("results/data.csv", "1,2\n"), table));
    var out = new PrintWriter(said);
    return new Reproduction(study, folder, out).whole(rewrite);
  }

  /// A study that finds what it is told to.
  private record Planted(Findings findings) implements Study {

    @Override
    public String name() {
      return "planted";
    }

    @Override
    public String about() {
      return "What is found?";
    }

    @Override
    public int trials() {
      return 1;
    }

    @Override
    public Findings make(int trials, Consumer<String> progress) {
      return findings;
    }
  }
}
