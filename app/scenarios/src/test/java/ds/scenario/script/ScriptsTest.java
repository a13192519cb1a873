package ds.scenario.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import ds.lab.script.Performance;
import ds.lab.script.file.ScriptFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Plays every script. With `-Drewrite`, or `REWRITE` in the environment, a script that prints
/// something else than it says is rewritten instead.
class ScriptsTest {

  @TestFactory
  Stream<DynamicTest> everyScriptPrintsWhatItSays() throws IOException {
    return ScriptFile.all(ScriptFolder.find()).stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), file.path().toUri(), () -> play(file)));
  }

  @Test
  void everyFolderIsNamedAfterALanguage() throws IOException {
    List<String> folders =
        ScriptFile.all(ScriptFolder.find()).stream().map(ScriptFile::protocol).toList();
    assertThat(folders).isNotEmpty().allMatch(name -> Languages.named(name).isPresent());
  }

  @Test
  void everyScriptBeginsWithItsStory() throws IOException {
    for (ScriptFile file : ScriptFile.all(ScriptFolder.find())) {
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
          fail("\n" + difference + "\nIf it is right: ./ds scenario " + file.name() + " --rewrite");
        }
      }
      case Performance.Malformed(var why) -> fail("\n" + why);
      case Performance.Failed(var why) -> fail("\n" + why);
    }
  }

  private static boolean isRewriting() {
    return Optional.ofNullable(System.getProperty("rewrite")).isPresent()
        || System.getenv().containsKey("REWRITE");
  }
}
