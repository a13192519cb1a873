package ds.lab.script.file;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.script.Performance;
import ds.lab.script.RumourLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptFileTest {

  private static final String TEXT =
      """
      # A story.
      cluster 2
      ----
      s1 s2: number=1 thanks=0
      """;

  @TempDir private Path root;

  private Path path;

  @BeforeEach
  void makeFolder() throws IOException {
    path = Files.createDirectory(root.resolve("rumour")).resolve("first.txt");
  }

  @Test
  void aFileIsNamedAfterItsFolderWhichIsItsProtocol() throws IOException {
    Files.writeString(path, TEXT);
    ScriptFile file = ScriptFile.of(path);
    assertThat(file.name()).isEqualTo("rumour/first.txt");
    assertThat(file.protocol()).isEqualTo("rumour");
    assertThat(file.title()).isEqualTo("A story.");
    Files.writeString(path, "# This one is (see §2.1,\n# figure 3). And more.\n#\n# Again.\n");
    assertThat(file.title()).isEqualTo("This one is (see §2.1, figure 3).");
    assertThat(ScriptFile.all(root)).containsExactly(file);
  }

  @Test
  void aWrongFileDiffersUntilItIsRewritten() throws IOException {
    Files.writeString(path, TEXT);
    ScriptFile file = ScriptFile.of(path);
    var differs = (Performance.Differs) file.play(new RumourLanguage());
    assertThat(differs.difference())
        .isEqualTo(
            """
            rumour/first.txt:2: the block prints something else
                cluster 2
                ----
              - s1 s2: number=1 thanks=0
              + s1 s2: number=0 thanks=0
            """);
    assertThat(file.rewrite(new RumourLanguage())).isEqualTo(differs);
    assertThat(path).hasContent(TEXT.replace("number=1", "number=0"));
    assertThat(file.play(new RumourLanguage())).isEqualTo(new Performance.Passed(1));
    assertThat(root.resolve("rumour")).isDirectoryContaining("glob:**first.txt");
    assertThat(ScriptFile.all(root)).hasSize(1);
  }

  @Test
  void aMistakeOrABrokenPromiseIsNeverRewrittenAway() throws IOException {
    for (String end : List.of("crsh s1\n", "whisper s1 2000\n")) {
      Files.writeString(path, TEXT + "\n" + end);
      var performance = ScriptFile.of(path).rewrite(new RumourLanguage());
      assertThat(performance)
          .isInstanceOfAny(Performance.Malformed.class, Performance.Failed.class);
      assertThat(path).hasContent(TEXT + "\n" + end);
    }
  }

  @Test
  void whatCannotBeReadIsTold() throws IOException {
    assertThat(why()).startsWith("rumour/first.txt: cannot be read: ");
    Files.write(path, new byte[] {(byte) 0xc3, (byte) 0x28});
    assertThat(why()).isEqualTo("rumour/first.txt: not UTF-8");
    Files.write(path, new byte[2 << 20]);
    assertThat(why()).isEqualTo("rumour/first.txt: larger than 1048576 bytes");
    Files.delete(path);
    Files.createDirectory(path);
    assertThat(why()).startsWith("rumour/first.txt: cannot be read: ");
  }

  private String why() {
    return ((Performance.Malformed) ScriptFile.of(path).play(new RumourLanguage())).why();
  }
}
