package ds.workbench.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The checker of accessibility that browsers' own tools use, run in a page.
final class Axe {

  private static final String SCRIPT = "axe.min.js";

  private Axe() {}

  /// What a page evaluates to be able to check itself.
  static String script() throws IOException {
    try (InputStream script = Axe.class.getClassLoader().getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new IOException("not on the class path: " + SCRIPT);
      }
      return new String(script.readAllBytes(), UTF_8);
    }
  }

  /// What a page that knows the script violates: rule, and where first.
  static List<?> violations(Page page) {
    return (List<?>)
        page.evaluate(
            """
            () => axe.run().then(it => it.violations.map(
                v => v.id + ' at ' + v.nodes.length + ' places, such as ' + v.nodes[0].html))
            """);
  }
}
