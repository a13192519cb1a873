package ds.workbench.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// The checker of accessibility that browsers' own tools use, run in a page.
final class Axe {

  private static final String SCRIPT = "axe.min.js";

  /// With the rules that are named, or with all.
  private static final String RUN =
      """
      rules => axe.run(
          {resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})})
        .then(it => it.violations.map(
          v => v.id + ' at ' + v.nodes.length + ' places, such as ' + v.nodes[0].html))
      """;

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

  /// What a page that knows the script violates in the light and in the dark: rule, and where
  /// first. In the dark, nothing but the colours is another.
  static List<?> violations(Page page) {
    // Colours that are on their way from one theme to the other are not judged.
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setReducedMotion(ReducedMotion.REDUCE)
            .setColorScheme(ColorScheme.LIGHT));
    List<Object> found = new ArrayList<>((List<?>) page.evaluate(RUN, List.of()));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    found.addAll((List<?>) page.evaluate(RUN, List.of("color-contrast")));
    return found;
  }
}
