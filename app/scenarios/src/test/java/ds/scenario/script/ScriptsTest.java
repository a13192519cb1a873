package ds.scenario.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import ds.lab.script.Performance;
import ds.lab.script.file.ScriptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Plays every script. With `-Drewrite`, or `REWRITE` in the environment, a script that prints
/// something else than it says is rewritten instead.
class ScriptsTest {

  private static final String FOLDER = "app/scenarios/src/main/resources/scenarios";

  @TestFactory
  Stream<DynamicTest> everyScriptPrintsWhatItSays() throws IOException {
    return ScriptFile.all(folder()).stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), file.path().toUri(), () -> play(file)));
  }

  @Test
  void everyFolderIsNamedAfterALanguage() throws IOException {
    List<String> folders = ScriptFile.all(folder()).stream().map(ScriptFile::protocol).toList();
    assertThat(folders).isNotEmpty().allMatch(name -> Languages.named(name).isPresent());
  }

  @Test
  void everyScriptBeginsWithItsStory() throws IOException {
    for (ScriptFile file : ScriptFile.all(folder())) {
      assertThat(file.title()).as(file.name()).isNotBlank();
    }
  }

  private static void play(ScriptFile file) throws IOException {
    var language = Languages.named(file.protocol()).orElseThrow();
    Performance performance = isRewriting() ? file.rewrite(language) : file.play(language);
    switch (performance) {
      case Performance.Passed(int blocks) -> assertThat(blocks).isPositive();
      case Performance.Differs(var difference, var _) -> {
        if (!isRewriting()) {
          fail("\n" + difference + "\nIf it is right, rewrite it with -Drewrite.");
        }
      }
      case Performance.Failed(var why) -> fail("\n" + why);
    }
  }

  private static boolean isRewriting() {
    return Optional.ofNullable(System.getProperty("rewrite")).isPresent()
        || System.getenv().containsKey("REWRITE");
  }

  /// Tests run in the folder of their module or in the root.
  private static Path folder() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve(FOLDER))) {
      at = Optional.ofNullable(at.getParent()).orElseThrow();
    }
    return at.resolve(FOLDER);
  }
}
