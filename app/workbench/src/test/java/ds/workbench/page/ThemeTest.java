package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import ds.workbench.door.FrontDoor;
import ds.workbench.site.Site;
import ds.workbench.site.place.Checkout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Light and dark, as the system or the reader has it.
class ThemeTest {

  private static final int DESK = 1400;

  /// White on paper, and on its own: as pictures of runs are, dark where it is dark around them.
  private static final String PICTURE =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">
      <style>rect { fill: #fff } @media (prefers-color-scheme: dark) { rect { fill: #111 } }</style>
      <rect width="100" height="100"/></svg>
      """;

  private static final String COUNT_CHANGES =
      "globalThis.changes = 0; addEventListener('themechange', () => globalThis.changes++)";

  @TempDir private static Path folder;

  @RegisterExtension static final Browsing browsing = Browsing.of(ThemeTest::open);

  private static FrontDoor open() throws IOException {
    Path reference = Files.createDirectories(folder.resolve("reference"));
    Files.writeString(folder.resolve("README.md"), "# Home\n");
    Files.writeString(reference.resolve("README.md"), "# Reference\n\n![a run](run.svg)\n");
    Files.writeString(reference.resolve("run.svg"), PICTURE);
    return FrontDoor.open(Site.of(new Checkout(folder)), 0, Map.of());
  }

  private static boolean isDark(Locator part) throws IOException {
    var picture = ImageIO.read(new ByteArrayInputStream(part.screenshot()));
    return (picture.getRGB(picture.getWidth() / 2, picture.getHeight() / 2) & 0xff) < 100;
  }

  private static boolean isDark(Page page) {
    String colour = (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
    return Integer.parseInt(colour.replaceAll("\\D*(\\d+).*", "$1")) < 100;
  }

  @Test
  @DisplayName("a theme that was chosen holds on all pages, whatever the system's is")
  void chosen() {
    try (Page page = browsing.visit("index.html", DESK, ColorScheme.DARK)) {
      Locator button = page.locator("#theme");
      assertThat(button).hasAttribute("aria-pressed", "true");
      assertThat(isDark(page)).isTrue();
      button.click();
      assertThat(button).hasAttribute("aria-pressed", "false");
      page.navigate(browsing.address("reference/index.html"));
      assertThat(button).hasAttribute("aria-pressed", "false");
      assertThat(isDark(page)).isFalse();
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      button.click();
      page.navigate(browsing.address("index.html"));
      assertThat(isDark(page)).isTrue();
    }
  }

  @Test
  @DisplayName(
      "until one is chosen the system's holds, also when it changes, and drawings learn it")
  void system() {
    try (Page page = browsing.visit("index.html", DESK, ColorScheme.LIGHT)) {
      assertThat(page.locator("#theme")).hasAttribute("aria-pressed", "false");
      page.evaluate(COUNT_CHANGES);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      assertThat(page.locator("#theme")).hasAttribute("aria-pressed", "true");
      assertThat(isDark(page)).isTrue();
      assertThat(page.evaluate("globalThis.changes")).isEqualTo(1);
      page.locator("#theme").click();
      assertThat(page.evaluate("globalThis.changes")).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("paper has the colours of the light, whatever holds on the screen")
  void paper() {
    List<Object> colours = new ArrayList<>();
    for (ColorScheme system : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      try (Page page = browsing.visit("index.html", DESK, system)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        colours.add(page.evaluate(COLOURS));
        page.evaluate("document.documentElement.dataset.theme = 'dark'");
        colours.add(page.evaluate(COLOURS));
      }
    }
    assertThat(colours).hasSize(4).containsOnly(colours.getFirst());
  }

  private static final String COLOURS =
      """
      ['sheet', 'ink', 'warn-soft', 'bad-soft', 'good-soft', 'kind-1', 'kind-3', 'picture']
        .map(it => getComputedStyle(document.documentElement).getPropertyValue('--' + it)).join()
      """;

  @Test
  @DisplayName("a picture that knows both themes has that of the page")
  void pictures() throws IOException {
    for (ColorScheme system : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      try (Page page = browsing.visit("reference/index.html", DESK, system)) {
        Locator picture = page.locator("figure img");
        picture.evaluate("it => it.closest('figure').classList.add('live')");
        assertThat(isDark(picture)).isEqualTo(system == ColorScheme.DARK);
        page.locator("#theme").click();
        assertThat(isDark(picture)).isEqualTo(system == ColorScheme.LIGHT);
      }
    }
  }
}
