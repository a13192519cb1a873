package ds.scenario.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.script.file.ScriptFile;
import ds.scenario.script.ScriptFolder;
import ds.scenario.script.ScriptsMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The browser plays the same scripts and prints the same lines.
class BrowserScriptsTest {

  /// Refused with the same words, too.
  private static final List<String> MISTAKES =
      List.of(
          "cluster 3\ncrsh s1", "cluster 0", "cluster 3\ndeliver s1->s2", "cluster 3\nelect s9");

  @TempDir private Path folder;

  @Test
  @DisplayName("every script prints the same lines in JavaScript")
  void sameLines() throws IOException {
    List<String> scripts = scripts();
    assertThat(BrowserProgram.lines(ScriptsMain.class, folder, scripts))
        .isEqualTo(ScriptsMain.lines(scripts.toArray(new String[0])));
  }

  private static List<String> scripts() throws IOException {
    List<String> scripts = new ArrayList<>();
    for (ScriptFile file : ScriptFile.all(ScriptFolder.find())) {
      scripts.add(file.protocol());
      scripts.add(Files.readString(file.path()));
    }
    for (String mistake : MISTAKES) {
      scripts.add("raft");
      scripts.add(mistake);
    }
    return scripts;
  }
}
