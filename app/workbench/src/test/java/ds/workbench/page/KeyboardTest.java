package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static ds.workbench.page.Browsing.tab;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import ds.core.Timer;
import ds.protocol.paxos.PaxosTimer;
import ds.protocol.raft.RaftTimer;
import ds.protocol.rsm.Clerk.ClerkTimer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Uses the debugger without a mouse, and asks it what everything is.
class KeyboardTest {

  /// A run in which servers vote at the step shown.
  private static final String RUN = "raft?seed=42&at=120";

  private static final Page.GetByLabelOptions EXACT = new Page.GetByLabelOptions().setExact(true);

  @RegisterExtension static final Browsing browsing = Browsing.ofDebugger();

  @Test
  @DisplayName("everything can be done by keyboard, and grey buttons say why they are grey")
  void keyboardOnly() {
    Page page = browsing.desk(RUN);
    Locator clock = page.locator(".dsd-clock");
    page.keyboard().press("ArrowRight");
    assertThat(clock).containsText("121 of");
    page.keyboard().press("Shift+ArrowLeft");
    assertThat(clock).containsText("111 of");
    page.keyboard().press("2");
    assertThat(tab(page, "Take over")).isFocused();
    Browsing.tabTo(page, "[data-choice='crash s1']");
    page.keyboard().press("Enter");
    assertThat(page.locator("[data-choice='restart s1']")).isVisible();
    page.locator("li:has([data-choice='restart s1']) [aria-disabled=true]").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(".dsd-bubble")).containsText("s1 is down");
    page.keyboard().press("Escape");
    assertThat(page.locator(".dsd-bubble")).isHidden();
    page.keyboard().press("3");
    Browsing.tabTo(page, ".dsd-steps [aria-current=step]");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowUp");
    assertThat(clock).containsText("112 of");
    assertThat(page.locator(".dsd-steps [aria-current=step]")).isFocused();
    page.keyboard().press("5");
    Browsing.tabTo(page, "[role=treeitem][aria-selected=true]");
    page.keyboard().press("ArrowUp");
    page.keyboard().press("Enter");
    assertThat(page.locator("[role=treeitem]").first()).isFocused();
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("[role=treeitem]").nth(1)).isFocused();
    page.keyboard().press("r");
    assertThat(page.locator("[role=treeitem]")).hasCount(1);
    assertThat(clock).containsText("120 of");
  }

  @Test
  @DisplayName("who types, looks into a dialog or holds Ctrl means no key of the debugger")
  void otherUses() {
    Page page = browsing.desk(RUN);
    Locator clock = page.locator(".dsd-clock");
    page.getByLabel("Seed", EXACT).click();
    page.keyboard().press("End");
    page.keyboard().type("3n ");
    assertThat(page.getByLabel("Seed", EXACT)).hasValue("423n ");
    assertThat(tab(page, "Nodes")).hasAttribute("aria-selected", "true");
    page.locator("[data-key=forward]").focus();
    page.keyboard().press(" ");
    assertThat(clock).containsText("121 of");
    page.keyboard().press("Control+ArrowRight");
    page.keyboard().press("?");
    assertThat(page.locator("dialog[open] dd").first()).hasText("play, pause");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog[open]")).hasCount(0);
    assertThat(clock).containsText("121 of");
    page.locator(".dsd-slider").focus();
    page.keyboard().press("ArrowRight");
    assertThat(clock).containsText("122 of");
    page.keyboard().press("2");
    assertThat(tab(page, "Take over")).isFocused();
    page.keyboard().press("ArrowLeft");
    page.keyboard().press("ArrowLeft");
    assertThat(tab(page, "Clients")).isFocused();
    page.keyboard().press("ArrowRight");
    assertThat(tab(page, "Nodes")).hasAttribute("aria-selected", "true");
    assertThat(clock).containsText("122 of");
  }

  @Test
  @DisplayName("whatever can be pressed says what it does, in every tab")
  void explains() {
    Page page = browsing.desk(RUN);
    for (int tab = 1; tab <= 6; tab++) {
      page.keyboard().press(String.valueOf(tab));
      assertThat(page.evaluate(UNEXPLAINED)).as("tab " + tab).isEqualTo("");
    }
    page.locator("[data-key=timer]").hover();
    assertThat(page.locator(".dsd-bubble")).containsText("To the next timer that fires");
  }

  @Test
  @DisplayName("a timer says what it is for to a mouse, and its button to the keyboard as well")
  void timers() {
    Page page = browsing.desk(RUN);
    Locator bubble = page.locator(".dsd-bubble");
    page.keyboard().press("2");
    page.locator("[data-timer=PATIENCE] .dsd-what").first().hover();
    assertThat(bubble).hasText(Pattern.compile("A follower is loyal to its leader so long.*"));
    Browsing.tabTo(page, "[data-timer=PATIENCE] button");
    assertThat(bubble).hasText(Pattern.compile("Let this timer .* is loyal to its leader.*"));
    Stream<Timer> timers =
        Stream.of(RaftTimer.values(), PaxosTimer.values(), ClerkTimer.values()).flatMap(Stream::of);
    assertThat((List<?>) page.evaluate(EXPLAINED_TIMERS))
        .map(Object::toString)
        .containsAll(timers.map(Timer::toString).toList());
    page.evaluate(AN_ENGINEERS_OWN);
    assertThat(page.locator("[data-timer=GOSSIP_AGAIN] .dsd-what").first())
        .hasAttribute("data-explain", Pattern.compile("The node waits for this timer.*"));
  }

  private static final String EXPLAINED_TIMERS =
      "import('/debugger/hands.js').then(it => Object.keys(it.TIMERS))";

  /// Draws the hands as if a node waited for something of which the house knows nothing.
  private static final String AN_ENGINEERS_OWN =
      """
      () => {
        const {panels, session} = document.querySelector('ds-debugger');
        const about = session.about;
        session.about = (...words) => {
          const told = about.apply(session, words);
          return words[0] !== 'pending' ? told
            : {...told, timers: told.timers.map(it => ({...it, timer: 'GOSSIP_AGAIN'}))};
        };
        panels.draw();
        delete session.about;
      }
      """;

  /// Controls, and what is under way, without an explanation; a step in the list says all in its
  /// own words.
  private static final String UNEXPLAINED =
      """
      [...document.querySelectorAll(
        'ds-debugger :is(button, select, input, .dsd-what, .dsd-due)'
          + ':not(.dsd-step, .dsd-step *, dialog *)')]
        .filter(it => !it.closest('[data-explain]')?.dataset.explain)
        .map(it => it.outerHTML.slice(0, 100)).join()
      """;
}
