package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import ds.lab.script.Language;
import ds.lab.script.Performance;
import ds.scenario.script.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Does in the debugger what a visitor does.
class DebuggerTest {

  private static final int DESK = 1400;
  private static final int PHONE = 380;

  /// A run in which a leader was elected shortly before the step shown.
  private static final String RUN = "raft?seed=42&at=120";

  private static final double PAINTING_MILLIS_MAX = 50;

  /// On a machine on which a hundred steps take long, so many may take so many times as long.
  private static final double PAINTING_FEW_MAX = 10;

  @RegisterExtension static final Browsing browsing = Browsing.ofDebugger();

  @Test
  @DisplayName("the tour elects a leader, kills it, and shows the next election")
  void tour() {
    try (Page page = browsing.open("", DESK, ColorScheme.LIGHT)) {
      Locator act = page.locator("[data-tour=act]");
      assertThat(act).hasText("Start the tour");
      act.click();
      act.click();
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
    }
  }

  @Test
  @DisplayName("who presses the tour's own button each time sees the same")
  void tourByItsButton() {
    try (Page page = browsing.open("", DESK, ColorScheme.LIGHT)) {
      Locator act = page.locator("[data-tour=act]");
      Locator title = page.locator(".dsd-tour .dsd-title");
      act.click();
      act.click();
      act.click();
      assertThat(title).containsText(" leads");
      final String first = firstWord(title);
      act.click();
      assertThat(title).containsText("Silence");
      act.click();
      assertThat(title).containsText(" takes over");
      assertThat(page.locator(".dsd-card[data-node=" + first + "] .dsd-bad")).hasText("down");
    }
  }

  @Test
  @DisplayName("a hand that crashes a node branches the run, and the old branch is still there")
  void takeOverAndBranch() {
    Page page = browsing.desk(RUN);
    Locator clock = page.locator(".dsd-clock");
    final String before = clock.textContent();
    tab(page, "Take over").click();
    page.locator("[data-choice='crash s1']").click();
    assertThat(page.locator("[data-choice='restart s1']")).isVisible();
    tab(page, "Branches").click();
    Locator branches = page.locator("[role=treeitem]");
    assertThat(branches).hasCount(2);
    assertThat(branches.last()).hasAttribute("aria-selected", "true");
    assertThat(branches.last()).containsText("crash s1");
    branches.first().click();
    assertThat(clock).hasText(before);
  }

  @Test
  @DisplayName("the address is the run: opened elsewhere, it shows the same step and the same hand")
  void address() {
    Page page = browsing.desk(RUN);
    tab(page, "Take over").click();
    page.locator("[data-choice='crash s2']").click();
    page.locator("[data-key=forward]").click();
    page.locator("[data-key=forward]").click();
    page.waitForFunction("location.hash.includes('at=122') && location.hash.includes('crash')");
    String said = page.locator(".dsd-said").textContent();
    String link = page.url().substring(page.url().indexOf('#') + 1);
    try (Page other = browsing.open(link, DESK, ColorScheme.LIGHT)) {
      assertThat(other.locator(".dsd-said")).hasText(said);
      assertThat(other.locator(".dsd-card[data-node=s2] .dsd-bad")).hasText("down");
    }
  }

  @Test
  @DisplayName("a client calls what a visitor types, and waits for the answer before the next")
  void call() {
    Page page = browsing.desk("raft?seed=42&at=15");
    tab(page, "Take over").click();
    Locator composer = page.locator(".dsd-composer");
    Locator call = composer.locator("[data-do=call]");
    composer.getByLabel("Client").selectOption("c1");
    call.click();
    assertThat(page.locator(".dsd-said")).containsText("expected one of: put KEY VALUE, get KEY");
    composer.getByLabel("Operation").selectOption("append");
    composer.getByLabel("key").fill("x");
    composer.getByLabel("value").fill("7");
    composer.getByLabel("value").press("Enter");
    assertThat(page.locator(".dsd-said")).containsText("Done: call c1 append x 7.");
    page.waitForFunction("location.hash.includes('do=15:call+c1+append+x+7')");
    assertThat(call).hasAttribute("aria-disabled", "true");
    call.focus();
    assertThat(page.locator(".dsd-bubble")).containsText("c1 waits for an answer");
    tab(page, "Clients").click();
    assertThat(page.locator(".dsd-call-list")).containsText("Append(key x, value 7)");
  }

  @Test
  @DisplayName("a run is saved as a script, which plays as what the page showed")
  void script() throws IOException {
    Page page = browsing.desk(RUN);
    tab(page, "Take over").click();
    page.locator("[data-choice='crash s2']").click();
    page.locator("[data-key=forward]").click();
    page.locator("[data-key=forward]").click();
    page.locator("[data-key=back]").click();
    Locator button = page.locator("button", new Page.LocatorOptions().setHasText("Script"));
    Download saved = page.waitForDownload(button::click);
    assertThat(saved.suggestedFilename()).isEqualTo("raft-42.txt");
    assertThat(page.locator(".dsd-said")).containsText("scenarios/runs");
    String text = Files.readString(saved.path());
    assertThat(text).contains("run raft?seed=42 ; to ", "crash s2 ; to 121\n----\n121 steps, ");
    Language runs = Languages.named("runs").orElseThrow();
    assertThat(Performance.of("raft-42.txt", text, runs)).isInstanceOf(Performance.Passed.class);
  }

  @Test
  @DisplayName("a script of the house opens by its name, and its address keeps what a hand did")
  void scriptOfTheHouse() {
    Page page = browsing.desk("raft/figure-8?at=41");
    assertThat(page.locator(".dsd-clock")).containsText("41 of");
    assertThat(page.getByLabel("Script")).hasValue("raft/figure-8");
    assertThat(page.getByLabel("Seed")).hasCount(0);
    tab(page, "Take over").click();
    assertThat(page.locator(".dsd-hint").first()).containsText("leaves its script here");
    assertThat(page.locator(".dsd-due").first()).hasText("waits");
    page.locator("[data-choice='crash s3']").click();
    page.waitForFunction("location.hash === '#raft/figure-8?at=41&do=41:crash+s3'");
    tab(page, "Branches").click();
    assertThat(page.locator("[role=treeitem]").first()).containsText("as the script has it");
    page.getByLabel("Script").selectOption("paxos");
    assertThat(page.getByLabel("Seed")).hasValue("1");
  }

  @Test
  @DisplayName("a browser without WebAssembly is given the engine in JavaScript")
  void withoutWebAssembly() {
    try (Page page = browsing.openAfter("delete globalThis.WebAssembly", RUN)) {
      assertThat(page.locator(".dsd-clock")).containsText("120 of");
      assertThat(page.evaluate("performance.getEntriesByType('resource').map(it => it.name)"))
          .asString()
          .contains("/engine/plain.js")
          .doesNotContain("engine.wasm");
    }
  }

  @Test
  @DisplayName("a link to no run is answered by a sentence, and another run is shown")
  void wrongAddress() {
    try (Page page = browsing.open("no-such-thing?seed=1", DESK, ColorScheme.LIGHT)) {
      assertThat(page.locator(".dsd-wrong")).containsText("no-such-thing");
      assertThat(page.locator(".dsd-clock")).containsText(" of ");
    }
  }

  @Test
  @DisplayName("in the dark the diagram is dark")
  void dark() {
    try (Page page = browsing.open(RUN, DESK, ColorScheme.DARK)) {
      assertThat(brightness(page)).isLessThan(80);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      page.waitForFunction("(" + BRIGHTNESS + ")() > 200");
    }
  }

  @Test
  @DisplayName("on a phone everything can be reached without scrolling sideways")
  void phone() {
    try (Page page = browsing.open(RUN, PHONE, ColorScheme.LIGHT)) {
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      tab(page, "Take over").click();
      assertThat(page.locator("[data-choice='crash s3']")).isVisible();
      Object size = page.locator("[data-key=play]").evaluate("it => it.offsetHeight");
      assertThat(((Number) size).intValue()).isGreaterThanOrEqualTo(44);
    }
  }

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
    assertThat(page.locator(".dsd-steps [aria-current=step]")).containsText("s");
    page.keyboard().press("5");
    Browsing.tabTo(page, "[role=treeitem][aria-selected=true]");
    page.keyboard().press("ArrowUp");
    page.keyboard().press("Enter");
    assertThat(page.locator("[role=treeitem]").first()).isFocused();
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

  /// Controls without an explanation; a step in the list says all in its own words.
  private static final String UNEXPLAINED =
      """
      [...document.querySelectorAll('ds-debugger :is(button, select, input):not(.dsd-step)')]
        .filter(it => !it.closest('[data-explain]')?.dataset.explain)
        .map(it => it.outerHTML.slice(0, 100)).join()
      """;

  @Test
  @DisplayName(
      "the kind that is pointed at in the legend stands out, and more kinds than colours"
          + " differ in their strokes")
  void legend() {
    Page page = browsing.desk(RUN);
    brightness(page);
    page.evaluate("window.before = " + PICTURE);
    page.locator(".dsd-chip").first().hover();
    page.waitForFunction(PICTURE + " !== window.before");
    page.evaluate("window.lit = " + PICTURE);
    page.mouse().move(1, 1);
    page.waitForFunction(PICTURE + " !== window.lit");
    Object strokes =
        page.evaluate(
            """
            async () => {
              const {swatch} = await import('/debugger/palette.js');
              const stroke = kind => /solid|dashed|dotted/.exec(swatch(kind).outerHTML)[0];
              return [1, 9, 17].map(stroke).join();
            }
            """);
    assertThat(strokes).isEqualTo("solid,dashed,dotted");
  }

  private static final String PICTURE = "document.querySelector('.dsd-canvas').toDataURL()";

  @Test
  @DisplayName("ten thousand steps in view are drawn fast, and a step back takes little time")
  void tenThousandSteps() {
    String link = "raft-steady?seed=1&at=10000";
    Page page = browsing.desk(link);
    Map<?, ?> few = frames(page, 100);
    Map<?, ?> frames = frames(page, 10_000);
    // The machine may be busy with other things during some of these.
    Object back =
        page.evaluate(
            """
            () => {
              const {session} = document.querySelector('ds-debugger');
              let least = Infinity;
              for (let at = 10000; at > 5000; at -= 997) {
                session.moveTo(at);
                const begin = performance.now();
                session.moveTo(at - 1);
                least = Math.min(least, performance.now() - begin);
              }
              return least;
            }
            """);
    System.out.println("milliseconds of frames: " + frames + ", of a step back: " + back);
    assertThat(number(frames.get("steps"))).isGreaterThanOrEqualTo(10_000);
    assertThat(number(frames.get("painting")))
        .isLessThan(Math.max(PAINTING_MILLIS_MAX, PAINTING_FEW_MAX * number(few.get("painting"))));
    assertThat(number(back)).isLessThan(500);
  }

  private static Map<?, ?> frames(Page page, int steps) {
    return (Map<?, ?>)
        page.evaluate(
            """
            async () => (await import('/debugger/frames.js'))
                .frames(document.querySelector('ds-debugger'), STEPS, 20)
            """
                .replace("STEPS", String.valueOf(steps)));
  }

  private static final String BRIGHTNESS =
      """
      () => {
        const canvas = document.querySelector('.dsd-canvas');
        const [r, g, b] = canvas.getContext('2d').getImageData(2, 2, 1, 1).data;
        return (r + g + b) / 3;
      }
      """;

  private static double brightness(Page page) {
    page.waitForFunction("(" + BRIGHTNESS + ")() > 0");
    return number(page.evaluate(BRIGHTNESS));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static Locator tab(Page page, String name) {
    return page.locator("[role=tab]", new Page.LocatorOptions().setHasText(name));
  }

  private static String firstWord(Locator text) {
    String all = text.textContent();
    return all.substring(0, all.indexOf(' '));
  }
}
