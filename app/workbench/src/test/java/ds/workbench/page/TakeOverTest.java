package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static ds.workbench.page.Browsing.tab;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Takes runs over in the debugger, as a visitor does.
class TakeOverTest {

  /// A run without faults. What is done at the end lets it go no further: a short run is opened in
  /// a moment.
  private static final String RUN = "raft-steady?seed=7&servers=5&at=200&do=600:heal";

  @RegisterExtension static final Browsing browsing = Browsing.ofDebugger();

  private static Page takenOver() {
    Page page = browsing.desk(RUN);
    tab(page, "Take over").click();
    return page;
  }

  private static Locator choice(Page page, String choice) {
    return page.locator("[data-choice='" + choice + "']");
  }

  /// Goes to the next moment of which something is true, and names the node that was found there.
  private static String goTo(Page page, String condition) {
    return (String)
        page.evaluate(
            """
            () => {
              const {session, transport} = document.querySelector('ds-debugger');
              const find = it => %s;
              for (let at = session.at; at < session.length; at++) {
                const found = find(session.about('pending', at));
                if (!found) continue;
                transport.jump(at);
                return session.trace.nodes[found.node];
              }
              return 'nowhere';
            }
            """
                .formatted(condition));
  }

  /// A moment at which servers talk.
  private static Page talking() {
    Page page = takenOver();
    goTo(page, "it.messages.filter(message => message.from < 5 && message.to < 5).length > 3");
    return page;
  }

  private static void press(Page page, String key) {
    page.locator("[data-key=" + key + "]").click();
  }

  @Test
  @DisplayName("a hand that crashes a node branches the run, and the old branch is still there")
  void branches() {
    Page page = takenOver();
    Locator clock = page.locator(".dsd-clock");
    final String before = clock.textContent();
    choice(page, "crash s1").click();
    assertThat(choice(page, "restart s1")).isVisible();
    press(page, "forward");
    press(page, "forward");
    press(page, "back");
    press(page, "back");
    choice(page, "crash s2").click();
    tab(page, "Branches").click();
    Locator branches = page.locator("[role=treeitem]");
    assertThat(branches).hasCount(3);
    assertThat(branches.nth(1)).containsText("200: crash s1from step 200, ");
    Locator inner = page.locator("[role=group] [role=group] [role=treeitem]");
    assertThat(inner).hasAttribute("aria-selected", "true");
    assertThat(inner).containsText("200: crash s2from step 200, 200 steps");
    assertThat(inner).not().containsText("crash s1");
    branches.first().click();
    assertThat(clock).hasText(before);
  }

  @Test
  @DisplayName("a branch that repeats what was done before it says so all the same")
  void repeated() {
    Page page = takenOver();
    choice(page, "pause s2").click();
    choice(page, "resume s2").click();
    press(page, "forward");
    press(page, "back");
    choice(page, "pause s2").click();
    tab(page, "Branches").click();
    Locator inner = page.locator("[role=group] [role=group] [role=treeitem]");
    assertThat(inner).containsText("200: pause s2from step 200, ");
  }

  @Test
  @DisplayName("a message is dropped, doubled, delayed, delivered, and it shows")
  void messages() {
    Page page = talking();
    final int steps = number(page.locator(".dsd-clock").textContent());
    Locator title = page.locator(".dsd-heading").getByText("Messages under way");
    final int underWay = number(title.textContent());
    assertThat(page.evaluate(DUES)).asInstanceOf(LIST).hasSizeGreaterThan(3).isSorted();
    final String lost = firstMessage(page);
    choice(page, "drop " + lost).click();
    assertThat(title).hasText("Messages under way (" + (underWay - 1) + ")");
    assertThat(choice(page, "drop " + lost)).hasCount(0);
    assertThat(page.evaluate(DROPPED)).isEqualTo(1);

    final String chosen = firstMessage(page);
    choice(page, "duplicate " + chosen).click();
    assertThat(title).hasText("Messages under way (" + underWay + ")");
    choice(page, "delay " + chosen + " 50ms").click();
    assertThat(choice(page, "drop " + chosen)).hasCount(0);
    assertThat(title).hasText("Messages under way (" + underWay + ")");
    assertThat(page.locator("li:has([data-choice^='delay ']) .dsd-due").last())
        .hasText(Pattern.compile("in 5\\d\\.\\d+ ms"));
    choice(page, "deliver " + firstMessage(page)).click();
    assertThat(page.locator(".dsd-clock")).containsText((steps + 1) + " of " + (steps + 1));
  }

  private static final String DROPPED =
      """
      document.querySelector('ds-debugger').session.trace.arrows.fate.filter(it => it === 6).length
      """;

  /// When the messages arrive, in milliseconds, as the list says it.
  private static final String DUES =
      """
      [...document.querySelectorAll('li:has([data-choice^="deliver "]) .dsd-due')]
        .map(it => parseFloat(it.textContent.slice(3)) / (/µs/.test(it.textContent) ? 1000 : 1))
      """;

  private static String firstMessage(Page page) {
    String deliver = page.locator("[data-choice^='deliver ']").first().getAttribute("data-choice");
    return deliver.substring(deliver.indexOf(' ') + 1);
  }

  @Test
  @DisplayName("a crash loses what the disk has not finished, but for what a hand lets it keep")
  void disk() {
    for (boolean kept : new boolean[] {true, false}) {
      Page page = browsing.desk("raft?seed=42&at=120");
      String node = goTo(page, "it.nodes.find(node => node.unsynced === 1)");
      page.locator(".dsd-name").getByText(node).click();
      Locator journal = page.locator(".dsd-card[data-node=" + node + "] .dsd-journal");
      assertThat(journal).containsText("1 being written");
      assertThat(journal.locator(".dsd-unsynced")).hasCount(1);
      assertThat(page.locator(".dsd-card")).hasCount(page.locator(".dsd-name").count());
      final int synced = number(journal.textContent());
      tab(page, "Take over").click();
      assertThat(choice(page, "sync " + node)).isVisible();
      choice(page, "crash " + node + (kept ? " keep=1" : "")).click();
      tab(page, "Nodes").click();
      assertThat(journal)
          .containsText(
              "Journal: " + (kept ? synced + 1 : synced) + " on the disk, 0 being written");
      assertThat(journal.locator(".dsd-unsynced")).hasCount(0);
    }
  }

  @Test
  @DisplayName("a node is paused and goes on; one that is down can be cut off, once")
  void nodes() {
    Page page = takenOver();
    choice(page, "pause s2").click();
    choice(page, "resume s2").click();
    choice(page, "pause s2").click();
    choice(page, "crash s1").click();
    choice(page, "isolate s1").click();
    page.locator("li:has([data-choice='restart s1'])").getByText("isolate").press("Enter");
    assertThat(page.locator(".dsd-bubble")).containsText("s1 is cut off already");
    tab(page, "Nodes").click();
    assertThat(page.locator(".dsd-card[data-node=s2] .dsd-bad")).hasText("paused");
    assertThat(page.locator(".dsd-card[data-node=s1] .dsd-bad")).hasText("down");
  }

  @Test
  @DisplayName("links are cut and healed by dragging and by keyboard, in one direction with Shift")
  void links() {
    Page page = takenOver();
    Locator cut = page.locator(".dsd-ring .dsd-cut");
    drag(page, "s1", "s2");
    assertThat(page.locator(".dsd-said")).containsText("Done: cut s1 s2.");
    assertThat(cut).hasCount(1);
    drag(page, "s2", "s1");
    assertThat(page.locator(".dsd-said")).containsText("Done: heal s2 s1.");
    assertThat(cut).hasCount(0);
    page.keyboard().down("Shift");
    drag(page, "s1", "s3");
    page.keyboard().up("Shift");
    assertThat(page.locator(".dsd-ring .dsd-oneway")).hasCount(1);
    page.keyboard().down("Shift");
    drag(page, "s3", "s1");
    page.keyboard().up("Shift");
    assertThat(page.locator(".dsd-said")).containsText("Done: heal s3 s1.");
    knob(page, "s4").press("Enter");
    knob(page, "s5").focus();
    assertThat(page.locator(".dsd-bubble")).hasText("Enter: cut or heal s4 – s5.");
    knob(page, "s5").press("Enter");
    assertThat(cut).hasCount(1);
    knob(page, "s1").press("Enter");
    knob(page, "s2").press("Shift+Enter");
    assertThat(page.locator(".dsd-said")).containsText("Done: cut s1 to s2.");
    assertThat(page.locator(".dsd-ring .dsd-oneway")).hasCount(1);
    choice(page, "heal").click();
    assertThat(cut).hasCount(0);
  }

  private static Locator knob(Page page, String node) {
    return page.getByLabel("Link of " + node);
  }

  private static void drag(Page page, String from, String to) {
    Locator begin = knob(page, from);
    begin.scrollIntoViewIfNeeded();
    BoundingBox there = begin.boundingBox();
    page.mouse().move(there.x + there.width / 2, there.y + there.height / 2);
    page.mouse().down();
    BoundingBox here = knob(page, to).boundingBox();
    page.mouse().move(here.x + here.width / 2, here.y + here.height / 2);
    page.mouse().up();
  }

  @Test
  @DisplayName("a message on a link that is cut is held, and says why it cannot be delivered")
  void held() {
    Page page = talking();
    String route = page.locator("li:has([data-choice^='deliver ']) b").first().textContent();
    choice(page, "isolate " + route.substring(0, route.indexOf(' '))).click();
    Locator held = page.locator("li:has(.dsd-due:text-is('held'))").first();
    held.getByText("deliver").press("Enter");
    assertThat(page.locator(".dsd-bubble")).containsText("its link is cut: it would be lost");
    assertThat(page.locator(".dsd-said")).containsText("Done: isolate ");
  }

  @Test
  @DisplayName("a client calls what a visitor types, and the address says so to whoever opens it")
  void call() {
    Page page = browsing.desk("raft?seed=42&at=15");
    tab(page, "Take over").click();
    Locator composer = page.locator(".dsd-composer");
    Locator call = composer.locator("[data-do=call]");
    composer.getByLabel("Client").selectOption("c3");
    assertThat(call).hasAttribute("aria-disabled", "true");
    composer.getByLabel("Client").selectOption("c1");
    call.click();
    assertThat(page.locator(".dsd-said")).containsText("expected one of: put KEY VALUE, get KEY");
    composer.getByLabel("key").fill("x");
    composer.getByLabel("Operation").selectOption("append");
    assertThat(composer.getByLabel("key")).hasValue("x");
    composer.getByLabel("value").fill("7+%");
    composer.getByLabel("value").press("Enter");
    assertThat(page.locator(".dsd-said")).containsText("Done: call c1 append x 7+%.");
    page.waitForFunction("location.hash.includes('do=15:call+c1+append+x+7%2b%25')");
    assertThat(call).hasAttribute("aria-disabled", "true");
    call.focus();
    assertThat(page.locator(".dsd-bubble")).containsText("c1 waits for an answer");
    page.evaluate("location.hash = location.hash.replace(/at=\\d+/, 'at=40')");
    assertThat(page.locator(".dsd-clock")).containsText("40 of");
    tab(page, "Clients").click();
    assertThat(page.locator(".dsd-call-list")).containsText("Append(key x, value 7+%)");
    page.evaluate("location.hash = encodeURIComponent('raft?seed=42&at=41')");
    assertThat(page.locator(".dsd-clock")).containsText("41 of");
  }

  @Test
  @DisplayName("a client between two calls is let call now")
  void next() {
    Page page = browsing.desk("raft?seed=42&at=15");
    tab(page, "Take over").click();
    assertThat(page.locator("[data-timer=ELECTION]")).not().hasCount(0);
    assertThat(page.locator("[data-timer=NEXT]")).hasCount(0);
    Locator now = page.locator("[data-choice^='fire c']").getByText("call now").first();
    final String chosen = now.getAttribute("data-choice");
    now.click();
    assertThat(page.locator(".dsd-said")).containsText("Done: " + chosen + ". 16 steps");
  }

  private static int number(String text) {
    Matcher found = Pattern.compile("\\d+").matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return Integer.parseInt(found.group());
  }
}
