package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static ds.workbench.page.Browsing.tab;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Does in the debugger what a visitor does.
class DebuggerTest {

  private static final int DESK = 1400;
  private static final int PHONE = 380;

  /// Less would not be Raft, and more would keep a reader waiting.
  private static final int ENGINE_BYTES_MIN = 100_000;

  private static final int ENGINE_BYTES_MAX = 300_000;

  /// A run in which servers vote at the step shown.
  private static final String RUN = "raft?seed=42&at=120";

  private static final Page.GetByLabelOptions EXACT = new Page.GetByLabelOptions().setExact(true);

  @RegisterExtension static final Browsing browsing = Browsing.ofDebugger();

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
      assertThat(other.locator(".dsd-tour")).hasCount(0);
      assertThat(other.locator(".dsd-card[data-node=s2] .dsd-bad")).hasText("down");
    }
  }

  @Test
  @DisplayName("a script of the house opens by its name, and its address keeps what a hand did")
  void scriptOfTheHouse() {
    Page page = browsing.desk("raft/figure-8?at=42");
    assertThat(page.locator(".dsd-clock")).containsText("42 of");
    assertThat(page.getByLabel("Script")).hasValue("raft/figure-8");
    assertThat(page.getByLabel("Seed")).hasCount(0);
    tab(page, "Take over").click();
    assertThat(page.locator(".dsd-hint").first()).containsText("leaves its script here");
    assertThat(page.locator(".dsd-due").first()).hasText("waits");
    page.locator("[data-choice='crash s3']").click();
    page.waitForFunction("location.hash === '#raft/figure-8?at=42&do=42:crash+s3'");
    tab(page, "Branches").click();
    assertThat(page.locator("[role=treeitem]").first()).containsText("as the script has it");
    page.getByLabel("Script").selectOption("paxos");
    assertThat(page.getByLabel("Seed")).hasValue("1");
  }

  @Test
  @DisplayName("who looks for runs is offered the scripts of the house beside the scenarios")
  void offersScripts() {
    Page page = browsing.desk(RUN);
    Locator run = page.getByLabel("Scenario");
    assertThat(run.locator("optgroup").first()).hasAttribute("label", "Scenarios");
    assertThat(run.locator("[label='Scripts: raft'] option:text-is('raft/split-vote')"))
        .hasCount(1);
    run.selectOption("paxos/duelling-proposers");
    assertThat(page.getByLabel("Script")).hasValue("paxos/duelling-proposers");
    page.waitForFunction("location.hash.startsWith('#paxos/duelling-proposers?at=')");
    page.getByLabel("Script").selectOption("runs/lost-answer");
    assertThat(page.getByLabel("Scenario")).hasValue("raft-steady");
    assertThat(page.getByLabel("Seed")).hasValue("4");
  }

  @Test
  @DisplayName("a browser is given the engine as WebAssembly, and one that has none, as JavaScript")
  void withoutWebAssembly() {
    assertThat(browsing.desk(RUN).evaluate(FETCHED))
        .asString()
        .contains("/engine/engine.wasm")
        .doesNotContain("/plain.js");
    try (Page page = browsing.openAfter("delete globalThis.WebAssembly", RUN)) {
      assertThat(page.locator(".dsd-clock")).containsText("120 of");
      assertThat(page.evaluate(FETCHED))
          .asString()
          .contains("/engine/plain.js")
          .doesNotContain("engine.wasm");
    }
  }

  private static final String FETCHED =
      "performance.getEntriesByType('resource').map(it => it.name).join()";

  @ParameterizedTest
  @ValueSource(strings = {"engine.wasm", "plain.js"})
  @DisplayName("the engine, with Raft in it, is small when packed")
  void small(String engine) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (InputStream file = DebuggerTest.class.getResourceAsStream("/site/engine/" + engine);
        var gzip = new GZIPOutputStream(packed)) {
      Objects.requireNonNull(file).transferTo(gzip);
    }
    assertThat(packed.size()).isBetween(ENGINE_BYTES_MIN, ENGINE_BYTES_MAX);
  }

  @Test
  @DisplayName("a link to no run is answered by a sentence, and another run is shown")
  void wrongAddress() {
    try (Page page = browsing.open("no-such-thing?seed=1", PHONE, ColorScheme.LIGHT)) {
      assertThat(page.locator(".dsd-wrong")).containsText("no-such-thing");
      assertThat(page.locator(".dsd-wrong")).isInViewport();
      assertThat(page.getByLabel("Scenario")).hasValue("raft");
      assertThat(page.evaluate(SECOND_LEADER)).isEqualTo(true);
    }
  }

  @Test
  @DisplayName("a page without a link shows the moment at which a run's second leader is elected")
  void firstRun() {
    try (Page page = browsing.open("", DESK, ColorScheme.LIGHT)) {
      assertThat(page.evaluate(SECOND_LEADER)).isEqualTo(true);
      String shown = page.locator(".dsd-clock").textContent();
      page.locator(".dsd-tour").getByText("Not now").click();
      page.keyboard().press("Home");
      assertThat(page.locator(".dsd-clock")).not().hasText(shown);
      page.keyboard().press("r");
      assertThat(page.evaluate(SECOND_LEADER)).isEqualTo(true);
    }
  }

  /// Whether somebody reports at the step shown to lead, and one has before.
  private static final String SECOND_LEADER =
      """
      () => {
        const {session: {at, trace: {marks, labels}}} = document.querySelector('ds-debugger');
        const leads = marks.step.filter((_, i) => /^became ?leader/i.test(labels[marks.label[i]]));
        return leads.indexOf(at) === 1;
      }
      """;

  @Test
  @DisplayName("a wrong link in a page that shows a run is answered, and the run stays")
  void wrongLater() {
    Page page = browsing.desk(RUN);
    Locator wrong = page.locator(".dsd-wrong");
    page.evaluate("location.hash = 'rfat?seed=1'");
    assertThat(wrong).containsText("did you mean 'raft'?");
    page.evaluate("location.hash = 'raft%3fseed=%zz'");
    assertThat(wrong).containsText("expected two hexadecimal digits");
    page.evaluate("location.hash = 'raft?seed=1&seed=2'");
    assertThat(wrong).containsText("found 'seed' twice");
    page.evaluate("location.hash = 'raft?seed=1&servers=251'");
    assertThat(wrong).containsText("found servers=251; expected 1 to 250");
    assertThat(page.locator(".dsd-clock")).containsText("120 of");
    page.keyboard().press("ArrowRight");
    assertThat(wrong).hasCount(0);
    assertThat(page.locator(".dsd-clock")).containsText("121 of");
  }

  @Test
  @DisplayName("a link to a step beyond the end shows the end, beyond which nothing goes")
  void beyondTheEnd() {
    Page page = browsing.desk("paxos?seed=3&at=99999");
    Locator clock = page.locator(".dsd-clock");
    assertThat(clock).containsText(Pattern.compile("^(\\d+) of \\1"));
    final String end = clock.textContent();
    page.keyboard().press("ArrowRight");
    assertThat(clock).hasText(end);
    page.evaluate("document.querySelector('ds-debugger').session.moveTo(99999)");
    assertThat(clock).hasText(end);
    assertThat(page.locator("[data-key=forward]")).hasAttribute("aria-disabled", "true");
  }

  @Test
  @DisplayName("in the dark the diagram is dark; on paper it is light, and has nothing to press")
  void dark() {
    try (Page page = browsing.open(RUN, DESK, ColorScheme.DARK)) {
      assertThat(brightness(page)).isLessThan(80);
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      page.waitForFunction("(" + BRIGHTNESS + ")() > 200");
      for (String part : List.of(".dsd-toolbar", ".dsd-transport", ".dsd-panels")) {
        assertThat(page.locator(part)).isHidden();
      }
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
      page.waitForFunction("(" + BRIGHTNESS + ")() < 80");
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
      assertThat(page.locator(".dsd-legend").boundingBox().height).isLessThan(60);
      assertThat(page.locator(".dsd-diagram").boundingBox().height).isBetween(260.0, 420.0);
      tab(page, "Take over").click();
      assertThat(page.locator("[data-choice='crash s3']")).isVisible();
      assertThat(page.evaluate(SMALL)).isEqualTo("");
    }
  }

  /// What a finger would miss.
  private static final String SMALL =
      """
      [...document.querySelectorAll(
        '.dsd-key, .dsd-speed, .dsd-choice :is(select, input), .dsd-do, .dsd-chip, '
          + '.dsd-composer select')]
        .filter(it => it.offsetHeight < (it.matches('.dsd-do, .dsd-chip, li *') ? 35 : 44))
        .map(it => it.outerHTML.slice(0, 100)).join()
      """;

  @Test
  @DisplayName("scenario, servers and seed are chosen, however large the seed")
  void chosen() {
    Page page = browsing.desk(RUN);
    page.getByLabel("Servers", EXACT).fill("3");
    page.getByLabel("Seed", EXACT).fill("9007199254740992");
    page.getByLabel("Seed", EXACT).press("Enter");
    page.waitForFunction("location.hash.startsWith('#raft?seed=9007199254740992&servers=3')");
    assertThat(page.locator(".dsd-server")).hasCount(3);
    page.getByText("Next seed").click();
    page.waitForFunction("location.hash.startsWith('#raft?seed=9007199254740993&servers=3')");
    page.getByLabel("Scenario").selectOption("paxos");
    page.waitForFunction("location.hash.startsWith('#paxos?seed=9007199254740993&at=')");
    page.getByLabel("Seed", EXACT).fill("7");
    page.getByText("Open", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForFunction("location.hash.startsWith('#paxos?seed=7&')");
  }

  @Test
  @DisplayName(
      "paper of any width shows what was drawn, the names beside their lines, and which run it is")
  void paper() {
    Page page = browsing.desk(RUN);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator(".dsd-paper"))
        .hasText(
            Pattern.compile("raft, seed 42, step 120 of \\d+: ./ds open 'raft\\?seed=42&at=120'"));
    assertThat(page.locator("[data-kind=local]")).isHidden();
    assertThat(page.locator(".dsd-signs i").first()).hasCSS("print-color-adjust", "exact");
    assertThat((List<?>) page.evaluate(ON_NARROW_PAPER))
        .allSatisfy(it -> assertThat(number(it)).isLessThan(0.01));
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    assertThat(page.locator(".dsd-paper")).isHidden();
  }

  /// How far the drawing is stretched, how far the names are off, and how coarse it is.
  private static final String ON_NARROW_PAPER =
      """
      () => {
        const {diagram: {canvas, names, view}} = document.querySelector('ds-debugger');
        const stage = document.querySelector('.dsd-stage');
        stage.style.width = '500px';
        const box = canvas.getBoundingClientRect();
        const off = name => {
          const {top, height} = name.getBoundingClientRect();
          const line = view.y(Number(name.dataset.row)) / view.height;
          return Math.abs((top + height / 2 - box.top) / box.height - line);
        };
        const offs = [...names.children].filter(it => !it.hidden).map(off);
        stage.style.width = '';
        return [
          Math.abs(box.width / box.height * canvas.height / canvas.width - 1),
          Math.max(...offs),
          3 - canvas.width / view.width,
        ];
      }
      """;

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
}
