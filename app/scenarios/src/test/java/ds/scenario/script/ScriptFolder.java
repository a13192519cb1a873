package ds.scenario.script;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The scripts as they stand in the source tree, where they can be rewritten.
public final class ScriptFolder {

  private static final String FOLDER = "app/scenarios/src/main/resources/scenarios";

  private ScriptFolder() {}

  /// Tests run in the folder of their module or in the root.
  public static Path find() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve(FOLDER))) {
      at = Optional.ofNullable(at.getParent()).orElseThrow();
    }
    return at.resolve(FOLDER);
  }
}
