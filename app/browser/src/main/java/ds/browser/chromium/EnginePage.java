package ds.browser.chromium;

import static java.nio.charset.StandardCharsets.UTF_8;

import ds.browser.Engine;
import ds.browser.build.PageBuild;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// A page that runs a few lines of JavaScript with the engine at hand, for tests and measurements.
public final class EnginePage {

  /// Lines of a program that needs the scripts of the house.
  public static final String SHELVE =
      """
      Object.entries(scripts).forEach(([name, text]) => engine.shelve(name, text));
      """;

  private static final String START = "start.js";

  private static final String PAGE =
      """
      <!doctype html><meta charset="utf-8"><pre></pre>
      <script type="module">
      import {scripts} from "./scripts.js";
      IMPORT
      const lines = [];
      const say = line => lines.push(line);
      try {
      PROGRAM
      } catch (e) { say("failed: " + e); }
      document.querySelector("pre").textContent = lines.join("\\n");
      </script>
      """;

  /// A page in a folder may not fetch what lies beside it, but import it.
  private static final String WITH_WEB_ASSEMBLY =
      """
      import {start} from "./start.js";
      import {text} from "./bytes.js";
      const bytes = Uint8Array.from(atob(text), it => it.charCodeAt(0));
      const engine = start(new WebAssembly.Module(bytes, {builtins: ["js-string"]}));
      """;

  private static final String WITH_JAVASCRIPT = "import * as engine from './plain.js';";

  private EnginePage() {}

  /// What the engine is compiled to.
  public enum Form {
    WEB_ASSEMBLY,
    JAVASCRIPT
  }

  /// Writes the page, with the engine beside it.
  ///
  /// @param program uses `engine`, and prints a line with `say`
  public static Path write(Path folder, Form form, String program) throws IOException {
    Files.write(folder.resolve(PageBuild.SCRIPTS), bytes(PageBuild.SCRIPTS));
    String imports =
        switch (form) {
          case WEB_ASSEMBLY -> {
            Files.write(folder.resolve(START), bytes(START));
            String text = Base64.getEncoder().encodeToString(bytes(PageBuild.FAST));
            Files.writeString(folder.resolve("bytes.js"), "export const text = '" + text + "';");
            yield WITH_WEB_ASSEMBLY;
          }
          case JAVASCRIPT -> {
            Files.write(folder.resolve(PageBuild.PLAIN), bytes(PageBuild.PLAIN));
            yield WITH_JAVASCRIPT;
          }
        };
    return Files.writeString(
        folder.resolve("page.html"), PAGE.replace("IMPORT", imports).replace("PROGRAM", program));
  }

  /// The names that a page can import from the engine.
  public static String facade() throws IOException {
    return new String(bytes("engine.js"), UTF_8);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream file = Engine.class.getResourceAsStream("/site/engine/" + name)) {
      if (file == null) {
        throw new IOException("the engine has not been compiled for pages: there is no " + name);
      }
      return file.readAllBytes();
    }
  }
}
