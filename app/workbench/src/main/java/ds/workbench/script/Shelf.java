package ds.workbench.script;

import ds.lab.script.file.ScriptFile;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The scripts that come with the house. They are taken from the source tree, where they can be
/// rewritten.
public final class Shelf {

  private static final String FOLDER = "app/scenarios/src/main/resources/scenarios";

  private Shelf() {}

  /// All of them, by name; none if the source tree is not there.
  public static List<ScriptFile> scripts() {
    Path root = root();
    try {
      return root == null ? List.of() : ScriptFile.all(root.resolve(FOLDER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Tests run in the folder of their room, below the root.
  private static @Nullable Path root() {
    Path at = Path.of(System.getProperty("ds.root", "")).toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve(FOLDER))) {
      at = at.getParent();
    }
    return at;
  }

  /// By what a person calls them: `raft/figure-8`.
  public static List<String> names() {
    return scripts().stream().map(Shelf::name).toList();
  }

  public static String name(ScriptFile script) {
    return script.name().replaceFirst("\\.txt$", "");
  }

  /// The script in a file, or the one of this name.
  public static ScriptFile open(String typed) {
    Path file = Path.of(typed);
    if (Files.isRegularFile(file)) {
      return new ScriptFile(file.toAbsolutePath().normalize(), typed);
    }
    return scripts().stream()
        .filter(script -> name(script).equals(typed) || script.name().equals(typed))
        .findFirst()
        .orElseThrow(() ->
            Complaint.of(
                Exit.MISSING,
                "no script '" + typed + "'",
                "expected a file, or a name that './ds scenario' lists"
                    + Complaint.suggestion(typed, names())));
  }
}
