package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Takes the guided tour as a first-time visitor does.
class TourTest {

  private static final int DESK = 1400;
  private static final int PHONE = 380;

  @RegisterExtension static final Browsing browsing = Browsing.ofDebugger();

  @Test
  @DisplayName("the tour elects a leader, kills it, and shows the next election")
  void tour() {
    try (Page page = browsing.open("", DESK, ColorScheme.LIGHT)) {
      Locator act = page.locator("[data-tour=act]");
      assertThat(act).hasText("Start the tour");
      act.click();
      act.click();
      assertThat(page.locator(".dsd-spot")).hasCSS("animation-name", "dsd-pulse");
      page.locator(".dsd-spot").click();
      Locator title = page.locator(".dsd-tour .dsd-title");
      assertThat(title).containsText(" leads");
      final String first = firstWord(title);
      page.locator(".dsd-spot").click();
      assertThat(title).containsText("Silence");
      act.click();
      assertThat(title).containsText(" takes over");
      assertThat(firstWord(title)).isNotEqualTo(first);
      assertThat(page.locator(".dsd-card[data-node=" + first + "] .dsd-bad")).hasText("down");
      act.click();
      assertThat(page.locator(".dsd-tour")).isHidden();
      page.waitForFunction("location.hash.includes('do=')");
      page.evaluate("history.replaceState(null, '', 'run.html')");
      page.reload();
      page.waitForSelector("ds-debugger[ready]");
      assertThat(page.locator(".dsd-tour")).isHidden();
    }
  }

  @Test
  @DisplayName("on a phone the tour shows what it tells one to watch, and plays it")
  void tourOnAPhone() {
    try (Page page = browsing.open("", PHONE, ColorScheme.LIGHT)) {
      Locator act = page.locator("[data-tour=act]");
      act.click();
      act.click();
      act.click();
      assertThat(page.locator(".dsd-tour .dsd-title")).containsText(" leads");
      page.waitForFunction(BELOW_THE_CARD);
      act.click();
      page.waitForFunction(BELOW_THE_CARD);
      act.click();
      page.waitForFunction("document.querySelector('ds-debugger').transport.playing");
      assertThat(page.locator(".dsd-tour .dsd-title")).containsText(" takes over");
      page.waitForFunction(BELOW_THE_CARD);
      assertThat(page.evaluate("document.querySelector('ds-debugger').transport.playing"))
          .isEqualTo(false);
    }
  }

  /// Whether the diagram begins below the tour's card, and is mostly in sight.
  private static final String BELOW_THE_CARD =
      """
      () => {
        const place = name => document.querySelector(name).getBoundingClientRect();
        const {top, height} = place('.dsd-diagram');
        return top >= place('.dsd-tour').bottom && top + height / 2 < innerHeight;
      }
      """;

  @Test
  @DisplayName("who presses the tour's own button each time sees the same")
  void tourByItsButton() {
    try (Page page = browsing.open("", DESK, ColorScheme.LIGHT)) {
      Locator act = page.locator("[data-tour=act]");
      Locator title = page.locator(".dsd-tour .dsd-title");
      page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
      act.click();
      act.click();
      assertThat(page.locator(".dsd-spot")).hasCSS("animation-name", "none");
      assertThat(act).hasCSS("transition-property", "none");
      act.click();
      assertThat(title).containsText(" leads");
      final String first = firstWord(title);
      page.waitForFunction("location.hash.includes(':fire+" + first + "+')");
      act.click();
      assertThat(title).containsText("Silence");
      act.click();
      assertThat(title).containsText(" takes over");
      assertThat(page.locator(".dsd-card[data-node=" + first + "] .dsd-bad")).hasText("down");
      page.evaluate("location.hash = 'paxos?seed=3'");
      assertThat(page.locator(".dsd-tour")).isHidden();
    }
  }

  private static String firstWord(Locator text) {
    String all = text.textContent();
    return all.substring(0, all.indexOf(' '));
  }
}
