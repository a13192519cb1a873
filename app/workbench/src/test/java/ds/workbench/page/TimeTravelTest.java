package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Goes to and fro in a run, and looks at its moments, as a visitor does.
class TimeTravelTest {

  /// A run in which servers vote at the step shown.
  private static final String RUN = "raft?seed=42&at=120";

  @RegisterExtension static final Browsing browsing = Browsing.ofDebugger();

  @Test
  @DisplayName("time goes on at the chosen speed, and jumps to facts, timers and both ends")
  void timeTravel() {
    Page page = browsing.desk(RUN);
    Locator said = page.locator(".dsd-said");
    Locator clock = page.locator(".dsd-clock");
    page.keyboard().press("n");
    final String fact = said.textContent();
    page.keyboard().press("n");
    assertThat(said).not().hasText(fact);
    page.keyboard().press("p");
    assertThat(said).hasText(fact);
    page.keyboard().press("t");
    assertThat(said).containsText(" timer ");
    page.keyboard().press("End");
    assertThat(clock).containsText(Pattern.compile("^(\\d+) of \\1"));
    page.keyboard().press("Home");
    assertThat(clock).containsText("10 of");
    page.locator(".dsd-slider").fill("50");
    assertThat(clock).containsText("50 of");
    page.getByLabel("Speed in steps").selectOption("1000");
    page.evaluate("document.activeElement.blur()");
    page.keyboard().press(" ");
    page.waitForFunction("document.querySelector('ds-debugger').session.at > 150");
    page.keyboard().press("ArrowLeft");
    assertThat(page.evaluate("document.querySelector('ds-debugger').transport.playing"))
        .isEqualTo(false);
    assertThat(page.evaluate("document.querySelector('ds-debugger').transport.speed"))
        .isEqualTo(1000);
    assertThat(page.getByLabel("Play", new Page.GetByLabelOptions().setExact(true))).isVisible();
    page.getByLabel("Speed in steps").selectOption("10");
    page.keyboard().press("Home");
    page.keyboard().press("3");
    page.locator(".dsd-later").first().click();
    assertThat(clock).containsText("11 of");
  }

  @Test
  @DisplayName("a jump leads to nodes that are shown, and says so where there is none to lead to")
  void jumpsToWhatIsShown() {
    Page page = browsing.desk(RUN);
    page.locator("[data-kind=clients]").click();
    for (int i = 0; i < 20; i++) {
      page.keyboard().press("t");
      assertThat(page.evaluate(ROLE)).as("jump %d", i).isEqualTo("server");
    }
    page.locator("[data-kind=clients]").click();
    // Of its facts each is reported all the time, and so none of them is passed over.
    page.evaluate("location.hash = 'clocks?seed=6&at=31'");
    Locator clock = page.locator(".dsd-clock");
    assertThat(clock).containsText("31 of");
    page.keyboard().press("n");
    assertThat(clock).not().containsText("31 of");
    page.keyboard().press("Home");
    page.keyboard().press("p");
    assertThat(page.locator(".dsd-said")).containsText("No node that is shown");
  }

  /// What the node of the step shown is.
  private static final String ROLE =
      """
      () => {
        const {session: {at, trace: {roles, steps}}} = document.querySelector('ds-debugger');
        return roles[steps.node[at - 1]];
      }
      """;

  @Test
  @DisplayName("a promise stands as at the step shown, not as it will")
  void promisesOfNow() {
    Page page = browsing.desk(RUN);
    page.keyboard().press("End");
    page.keyboard().press("4");
    Locator elected =
        page.locator(".dsd-promise")
            .filter(new Locator.FilterOptions().setHasText("second leader"));
    assertThat(elected).containsText("✓");
    assertThat(elected).containsText("seen");
    elected.locator("button").click();
    assertThat(elected).containsText("✓");
    page.keyboard().press("ArrowLeft");
    assertThat(elected).containsText("○");
    assertThat(elected).containsText("not yet");
  }

  @Test
  @DisplayName("what a step has changed stands out, with what it was, and calls only once begun")
  void moment() {
    Page page = browsing.desk(RUN);
    Locator changed = page.locator(".dsd-acts .dsd-fields mark[data-explain]").first();
    for (int i = 0; i < 20 && changed.count() == 0; i++) {
      page.keyboard().press("ArrowRight");
    }
    assertThat(changed).hasAttribute("data-explain", Pattern.compile("It was .* before"));
    assertThat(page.locator(".dsd-acts .dsd-was").first()).containsText("was ");
    page.keyboard().press("6");
    final int calls = page.locator(".dsd-call").count();
    assertThat(calls).isBetween(3, 100);
    page.keyboard().press("Home");
    assertThat(page.locator(".dsd-call")).hasCount(0);
    page.keyboard().press("End");
    assertThat(page.locator(".dsd-judged-pass")).containsText("One copy of the store");
    assertThat(page.locator(".dsd-call-list li")).hasCount(30);
  }

  @Test
  @DisplayName("a broken promise is marked wherever one looks, and one key leads to it")
  void broken() {
    Page page = browsing.desk(RUN);
    page.keyboard().press("v");
    assertThat(page.locator(".dsd-clock")).containsText("120 of");
    page.evaluate(BREAK);
    page.keyboard().press("v");
    assertThat(page.locator(".dsd-clock")).containsText("60 of");
    assertThat(page.evaluate(WORDS)).asString().contains("✕ safety");
    page.keyboard().press("2");
    Locator crash = page.locator("[data-choice^='crash ']").first();
    assertThat(crash).hasAttribute("aria-disabled", "true");
    crash.press("Enter");
    assertThat(page.locator(".dsd-bubble")).containsText("Take over at a step before.");
    page.keyboard().press("ArrowLeft");
    assertThat(crash).not().hasAttribute("aria-disabled", "true");
    page.keyboard().press("Home");
    page.locator("[data-key=violation]").click();
    assertThat(page.locator(".dsd-clock")).containsText("60 of");
    page.keyboard().press("4");
    Locator promise = page.locator(".dsd-promise.dsd-broken");
    assertThat(promise).containsText("✕safety");
    assertThat(promise).containsText("broken: s1 forgot");
    page.keyboard().press("End");
    promise.getByText("step 60").click();
    assertThat(page.locator(".dsd-clock")).containsText("60 of");
    assertThat(page.locator("[role=tabpanel]")).isFocused();
    page.keyboard().press("5");
    assertThat(page.locator("[role=treeitem]")).containsText("✕ safety");
    page.keyboard().press("6");
    assertThat(page.locator(".dsd-judged-fail")).containsText("No single copy");
    page.evaluate("document.querySelector('ds-debugger').session.engine = window.engine");
  }

  /// What is written in the diagram.
  private static final String WORDS =
      """
      () => {
        const {diagram} = document.querySelector('ds-debugger');
        const context = diagram.canvas.getContext('2d');
        const words = [];
        context.fillText = text => words.push(text);
        diagram.paint();
        delete context.fillText;
        return words.join();
      }
      """;

  /// No run of the house breaks a promise: an engine tells of one that did.
  private static final String BREAK =
      """
      () => {
        const debug = document.querySelector('ds-debugger');
        const engine = window.engine = debug.session.engine;
        const outcome = {broken: true, property: 'safety', why: 's1 forgot', step: 60, time: 1};
        const told = (json, change) => JSON.stringify(change(JSON.parse(json)));
        debug.session.engine = {...engine,
          open: link => told(engine.open(link), it => ({...it, outcome})),
          properties: run => told(engine.properties(run), it => [...it,
            {name: 'safety', kind: 'always', verdict: 'broken', step: 60, why: 's1 forgot'}]),
          branches: run => told(engine.branches(run), it => it.map(one => ({...one, outcome}))),
          history: run => told(engine.history(run), it => ({...it, verdict: 'broken'})),
        };
        debug.reset();
      }
      """;
}
