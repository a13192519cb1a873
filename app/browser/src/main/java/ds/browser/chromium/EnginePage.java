package ds.browser.chromium;

import ds.browser.Engine;
import ds.browser.build.PageBuild;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A page that runs a few lines of JavaScript with the engine at hand, for tests and measurements.
public final class EnginePage {

  private static final String PAGE =
      """
      <!doctype html><meta charset="utf-8"><pre></pre>
      <script type="module">
      import * as engine from "./ENGINE";
      const lines = [];
      const say = line => lines.push(line);
      try {
      PROGRAM
      } catch (e) { say("failed: " + e); }
      document.querySelector("pre").textContent = lines.join("\\n");
      </script>
      """;

  private EnginePage() {}

  /// Writes the page, with the engine beside it.
  ///
  /// @param program uses `engine`, and prints a line with `say`
  public static Path write(Path folder, String program) throws IOException {
    try (InputStream engine = Engine.class.getResourceAsStream("/site/engine/" + PageBuild.FILE)) {
      if (engine == null) {
        throw new IOException("the engine has not been compiled to JavaScript");
      }
      Path file = folder.resolve(PageBuild.FILE);
      Files.copy(engine, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.writeString(
        folder.resolve("page.html"),
        PAGE.replace("ENGINE", PageBuild.FILE).replace("PROGRAM", program));
  }
}
