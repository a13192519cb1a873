package ds.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import ds.workbench.script.Shelf;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person reads who plays a scenario from text.
class ScenarioCommandTest {

  private static final String STORY =
      """
      # A story.
      cluster 2
      ----
      s1 s2: follower term=0 log=[] commit=0
      """;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path file;

  @BeforeEach
  void makeFolder() throws IOException {
    file = Files.createDirectory(folder.resolve("raft")).resolve("story.txt");
  }

  private Exit run(String... words) {
    out.getBuffer().setLength(0);
    int code =
        Ds.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
    return Arrays.stream(Exit.values())
        .filter(exit -> exit.code() == code)
        .findFirst()
        .orElseThrow();
  }

  private Exit play(String text, String... more) throws IOException {
    Files.writeString(file, text);
    var words = new ArrayList<>(List.of("scenario", file.toString()));
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  @Test
  @DisplayName("without a script, those that there are are listed with what they are about")
  void list() {
    assertThat(run("scenario")).isEqualTo(Exit.OK);
    assertThat(out.toString())
        .contains(Shelf.names())
        .contains("\nraft/figure-8\n    A leader may not count replicas of an old entry");
  }

  @Test
  @DisplayName("a script that comes with the house is played by its name, and told whole")
  void shipped() {
    assertThat(run("scenario", "raft/figure-8")).isEqualTo(Exit.OK);
    assertThat(out.toString())
        .startsWith("# A leader may not count replicas")
        .contains("\ncluster 5 batch=1\n")
        .contains("\n\nraft/figure-8.txt prints what it says\n")
        .endsWith("in the browser: ./ds open raft/figure-8\n");
  }

  @Test
  @DisplayName("several scripts are told in a line each")
  void several() throws IOException {
    Files.writeString(file, STORY);
    assertThat(run("scenario", file.toString(), "paxos/minority.txt")).isEqualTo(Exit.OK);
    assertThat(out)
        .hasToString(
            """
            %s prints what it says
            paxos/minority.txt prints what it says
            """
                .formatted(file));
  }

  @Test
  @DisplayName("where a script prints something else, file and line, expected and printed are told")
  void differs() throws IOException {
    assertThat(play(STORY.replace("term=0", "term=9"))).isEqualTo(Exit.FAILED);
    assertThat(out)
        .hasToString(
            """
            %1$s:2: the block prints something else
                cluster 2
                ----
              - s1 s2: follower term=9 log=[] commit=0
              + s1 s2: follower term=0 log=[] commit=0

            %1$s prints something else than it says; if that is right, --rewrite has it say so
            """
                .formatted(file));
  }

  @Test
  @DisplayName("on demand a script is rewritten so that it says what it prints")
  void rewrite() throws IOException {
    assertThat(play(STORY.replace("term=0", "term=9"), "--rewrite")).isEqualTo(Exit.OK);
    assertThat(out.toString()).contains("  - s1 s2: ").endsWith("\n" + file + " is rewritten\n");
    assertThat(file).hasContent(STORY);
    assertThat(run("scenario", file.toString(), "--rewrite")).isEqualTo(Exit.OK);
    assertThat(out).hasToString(file + " prints what it says\n");
  }

  @Test
  @DisplayName("a mistake is told with file and line and the nearest command, and never rewritten")
  void malformed() throws IOException {
    String text = STORY + "\nelct s1\n";
    assertThat(play(text, "--rewrite")).isEqualTo(Exit.MALFORMED);
    assertThat(err.toString())
        .startsWith("ds: " + file + ":6: unknown command 'elct'; expected ")
        .endsWith("; did you mean 'elect'?\n");
    assertThat(file).hasContent(text);
    assertThat(play("# Nothing.\n")).isEqualTo(Exit.MALFORMED);
  }

  @Test
  @DisplayName("a script that is not there is answered with the nearest")
  void missing() {
    assertThat(run("scenario", "raft/figure8")).isEqualTo(Exit.MISSING);
    assertThat(err.toString())
        .contains("no script 'raft/figure8'", "did you mean 'raft/figure-8'?");
    assertThat(run("scenario", folder.toString())).isEqualTo(Exit.MISSING);
  }

  @Test
  @DisplayName("the protocol is told by the folder, or by hand")
  void protocol() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("story.txt"), STORY);
    assertThat(run("scenario", elsewhere.toString())).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("names no protocol; expected --protocol with one of");
    assertThat(run("scenario", elsewhere.toString(), "--protocol", "raft")).isEqualTo(Exit.OK);
    assertThat(run("scenario", elsewhere.toString(), "--protocol", "rfat")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("did you mean 'raft'?");
  }

  @Test
  @DisplayName("options without a script are refused")
  void nothingToPlay() {
    assertThat(run("scenario", "--rewrite")).isEqualTo(Exit.USAGE);
  }

  @Test
  @DisplayName("a file is no way to command a terminal")
  void unprintable() throws IOException {
    play(STORY + "# \033[2J\n");
    assertThat(out.toString()).contains("# \uFFFD[2J").doesNotContain("\033");
  }
}
