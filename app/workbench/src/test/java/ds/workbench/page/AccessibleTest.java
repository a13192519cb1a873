package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import ds.workbench.door.FrontDoor;
import ds.workbench.site.Site;
import ds.workbench.site.place.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Has axe look at the pages of this repository, and at what opens in them.
class AccessibleTest {

  private static final int DESK = 1400;
  private static final int PHONE = 380;
  private static final int HEIGHT = 800;

  private static final int TABS = 6;

  @RegisterExtension
  static final Browsing browsing =
      Browsing.of(() -> FrontDoor.open(Site.of(new Checkout(Path.of("../.."))), 0, Map.of()));

  /// Ends when a page has been told of its width, and has drawn itself.
  private static final String DRAWN =
      "() => new Promise(it => requestAnimationFrame(() => requestAnimationFrame(it)))";

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "index.html",
        "404.html",
        "missing.html",
        "app/index.html",
        "app/exercises/raft/index.html",
        "app/systems/kv/index.html",
        "reference/raft-election.html",
        "reference/glossary.html",
        "research/raft-election-timeouts/index.html",
        "source/app/core/src/main/java/ds/core/package-info.java.html"
      })
  @DisplayName("axe finds nothing to object to, in the light and in the dark, nor on a phone")
  void page(String address) throws IOException {
    try (Page page = visit(address)) {
      Locator debugger = page.locator("ds-debugger");
      if (debugger.count() > 0) {
        debugger.first().scrollIntoViewIfNeeded();
        page.waitForSelector("ds-debugger[ready]");
      }
      assertFaultless(page, address);
      page.setViewportSize(PHONE, HEIGHT);
      page.evaluate(DRAWN);
      assertFaultless(page, address + " on a phone");
      // Its script, which would put another page in its place, runs on servers of files alone.
      browsing.forgive("inline script");
    }
  }

  @Test
  @DisplayName("nor in any tab of the debugger, nor in its tour, nor in its keys")
  void debugger() throws IOException {
    try (Page page = visit("run.html")) {
      page.waitForSelector("ds-debugger[ready]");
      page.locator("[data-tour=act]").click();
      page.locator("[data-tour=act]").click();
      assertThat(page.locator(".dsd-spot")).isVisible();
      assertFaultless(page, "the tour");
      page.locator(".dsd-tour").getByText("Not now").click();
      page.evaluate("location.hash = 'raft?seed=42&at=120&do=100:crash+s2'");
      assertThat(page.locator(".dsd-clock")).containsText("120 of");
      for (int tab = 1; tab <= TABS; tab++) {
        page.keyboard().press(String.valueOf(tab));
        assertThat(page.locator("[role=tab]").nth(tab - 1)).isFocused();
        assertFaultless(page, "tab " + tab);
      }
      page.keyboard().press("?");
      assertThat(page.locator("dialog[open] dd").first()).isVisible();
      assertFaultless(page, "the keys");
    }
  }

  @Test
  @DisplayName("nor in the search with what it found")
  void search() throws IOException {
    try (Page page = visit("index.html")) {
      page.locator("#search-open").click();
      page.locator(".search input").fill("quorum");
      page.locator(".search li a").first().waitFor();
      assertFaultless(page, "the search");
    }
  }

  private static Page visit(String address) throws IOException {
    Page page = browsing.visit(address, DESK, ColorScheme.LIGHT);
    page.evaluate(Axe.script());
    return page;
  }

  private static void assertFaultless(Page page, String what) {
    assertThat((List<?>) Axe.violations(page)).as(what).isEmpty();
  }
}
