package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static ds.workbench.page.Telling.NOTHING_ELSE;
import static ds.workbench.page.Telling.NO_ARROWS;
import static ds.workbench.page.Telling.NO_GAPS;
import static ds.workbench.page.Telling.NO_MARKS;
import static ds.workbench.page.Telling.VOTE;
import static ds.workbench.page.Telling.begin;
import static ds.workbench.page.Telling.change;
import static ds.workbench.page.Telling.elected;
import static ds.workbench.page.Telling.event;
import static ds.workbench.page.Telling.fault;
import static ds.workbench.page.Telling.leader;
import static ds.workbench.page.Telling.member;
import static ds.workbench.page.Telling.members;
import static ds.workbench.page.Telling.steps;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import ds.workbench.door.FrontDoor;
import ds.workbench.site.Site;
import ds.workbench.site.page.ClusterPage;
import ds.workbench.site.place.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What the page of the cluster makes of what it is told, where a real cluster would have to be in
/// trouble at the right moment.
@Timeout(600)
class ClusterTellingTest {

  private static final int DESK = 1400;
  private static final int PHONE = 380;

  private static final String NO_FAULTS = "\"faults\":[]";

  /// A change of the theme is seen in the middle of the diagram's edge.
  private static final String IS_DARK =
      """
      document.querySelector('#film canvas').getContext('2d').getImageData(2, 2, 1, 1)
        .data.slice(0, 3).every(it => it < 100)
      """;

  private static final String DRAWING =
      """
      new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>
        done(document.querySelector('#film canvas').toDataURL()))))
      """;

  @TempDir private static Path folder;

  private static final ToldDesk DESK_TOLD = new ToldDesk();

  @RegisterExtension static final Browsing browsing = Browsing.of(ClusterTellingTest::open);

  private static FrontDoor open() throws IOException {
    Files.writeString(folder.resolve("README.md"), "# Home\n");
    Site site = Site.of(new Checkout(folder)).with(ClusterPage.of());
    return FrontDoor.open(site, 0, Map.of("/live/", DESK_TOLD));
  }

  @BeforeEach
  void forget() {
    DESK_TOLD.clear();
  }

  /// The page, once it has been told the first of these.
  private static Page visit(String... tellings) {
    for (String telling : tellings) {
      DESK_TOLD.tell("events", telling);
    }
    Page page = browsing.visit(ClusterPage.ADDRESS, DESK, ColorScheme.LIGHT);
    page.locator("#live").waitFor();
    DESK_TOLD.awaitWatcher();
    return page;
  }

  /// The page, once it has been told of an election. Another member leads then, so it watches anew.
  private static Page visitAndTell(String election) throws IOException {
    String before = begin("data", 9) + members(leader("s1"));
    Page page = visit(before);
    DESK_TOLD.tellOn(before, election);
    DESK_TOLD.awaitWatcher();
    return page;
  }

  private static Locator card(Page page, String member) {
    return page.locator(".member[data-member=" + member + "]");
  }

  @Test
  @DisplayName("a card says how far its member has come, and which of five things it is")
  void cards() {
    String follows = "\"runs\":true,\"answers\":true,\"leads\":false,\"knowsLeader\":true";
    String told =
        members(
            leader("s1"),
            member("s2", follows),
            member("s3", follows.replace("knowsLeader\":true", "knowsLeader\":false")),
            member("s4", follows.replace("answers\":true", "answers\":false")),
            member("s5", follows.replace("runs\":true", "runs\":false")));
    try (Page page = visit(begin("data", 0) + told)) {
      assertThat(card(page, "s1").locator("dd"))
          .hasText(new String[] {"3", "40", "39", "38", "21"});
      assertThat(card(page, "s4").locator("dd").first()).hasText("–");
      assertThat(page.locator(".member .role"))
          .hasText(
              new String[] {
                "leads", "follows", "hears of no leader", "does not answer yet", "is down"
              });
      assertThat(card(page, "s1").locator("button")).hasText("Kill");
      assertThat(card(page, "s5").locator("button")).hasText("Start");
      assertThat(page.locator("#links .cut")).hasText("Heal s1–s2");
      assertThat(page.locator("#writes")).hasText("12");
      assertThat(page.locator("#millis")).hasText("4.6 ms");
    }
  }

  @Test
  @DisplayName("what is refused is said in its words, which nothing overwrites")
  void refusals() {
    DESK_TOLD.tell("events", begin("data", 0) + members(leader("s1"), leader("s2")));
    try (Page page = browsing.blank(DESK, ColorScheme.LIGHT)) {
      page.clock().install();
      page.navigate(browsing.address(ClusterPage.ADDRESS));
      DESK_TOLD.awaitWatcher();
      DESK_TOLD.answer("put", 200, "{\"error\":\"no space left\",\"by\":\"s1\",\"passed\":[]}");
      page.locator("#put .primary").click();
      assertThat(page.locator("#answer")).hasText("No answer: no space left.");
      page.clock().runFor(2_000);
      assertThat(page.locator("#answer")).hasText("No answer: no space left.");
      DESK_TOLD.answer("kill", 200, "{}");
      card(page, "s1").getByText("Kill").click();
      assertThat(page.locator("#said")).hasText("s1 was killed.");
      DESK_TOLD.answer("cut", 200, "{\"error\":\"there is no such link\"}");
      page.locator("[data-link='s1 s2']").evaluate("it => it.classList.remove('cut')");
      page.locator("[data-link='s1 s2']").click();
      assertThat(page.locator("#said")).hasText("there is no such link");
    }
  }

  @Test
  @DisplayName("a hundred changes are shown, the last first, and a key that is deleted is told")
  void changes() {
    StringBuilder told = new StringBuilder();
    for (int i = 1; i <= 120; i++) {
      told.append(change("PUT", "k" + i, "v" + i, i));
    }
    told.append(change("DELETE", "greeting", "", 121));
    DESK_TOLD.tell("watch", told.toString());
    try (Page page = visit(begin("data", 0))) {
      Locator changes = page.locator("#changes li");
      assertThat(changes.first()).hasText("greeting was deleted");
      assertThat(changes.nth(1)).hasText("k120 = v120");
      assertThat(changes).hasCount(100);
      DESK_TOLD.tell("watch", change("PUT", "other", "1", 122));
      page.locator("#watch .button").click();
      assertThat(changes).hasText(new String[] {"other = 1"});
    }
  }

  @Test
  @DisplayName("a line that went dead is taken up again, and the film begins anew")
  void comesBack() {
    String first = begin("before", 0) + steps(3, 20, 500, NOTHING_ELSE);
    String again = begin("after", 0) + steps(1, 20, 500, NOTHING_ELSE);
    try (Page page = visit(first + ToldDesk.GONE_BRIEFLY, again)) {
      assertThat(page.locator("#data")).hasText("after");
      assertThat(page.locator("#film canvas"))
          .hasAttribute("aria-label", Pattern.compile(".*with 1 steps in all.*"));
      assertThat(page.locator("#said")).hasText("");
    }
  }

  @Test
  @DisplayName("while the server is gone, that is said")
  void gone() {
    try (Page page = visit(begin("data", 0) + members(leader("s1")) + ToldDesk.GONE)) {
      assertThat(page.locator("#said")).hasText("The server of this page does not answer.");
    }
  }

  @Test
  @DisplayName("a page that has seen too much begins anew, and hears its old line no more")
  void full() throws IOException {
    String first = begin("before", 0) + steps(20_001, 20, 500, NOTHING_ELSE);
    String again = begin("after", 0);
    try (Page page = visit(first, again)) {
      assertThat(page.locator("#data")).hasText("after");
      try {
        DESK_TOLD.tellOn(first, begin("stale", 0));
      } catch (IOException e) {
        // Better still: nobody is there.
      }
      DESK_TOLD.tellOn(again, members(leader("s1"), leader("s2"), leader("s3")));
      page.locator(".member").first().waitFor();
      assertThat(page.locator("#data")).hasText("after");
    }
  }

  @Test
  @DisplayName("once another leads, the changes behind those that are known are asked for")
  void watchesOn() throws IOException {
    DESK_TOLD.tell("watch", change("PUT", "seen", "1", 17));
    String before = begin("data", 9) + members(leader("s1"));
    try (Page page = visit(before)) {
      assertThat(page.locator("#changes li")).hasCount(1);
      assertThat(DESK_TOLD.watched()).isEqualTo("prefix=&seen=");
      String won = NO_ARROWS + elected(910) + NO_GAPS + "\"faults\":[]";
      DESK_TOLD.tellOn(before, steps(1, 910, 1_500, won));
      DESK_TOLD.awaitWatcher();
      assertThat(DESK_TOLD.watched()).isEqualTo("prefix=&seen=17");
      assertThat(page.locator("#changes li")).hasCount(1);
    }
  }

  @Test
  @DisplayName("told as the cause of an election is what befell its leader, lately, and lasts")
  void causes() throws IOException {
    String faults =
        "\"faults\":["
            + String.join(
                ",",
                fault(0, "long ago", 1_000, -1, "\"nodes\":[0],\"links\":[]"),
                fault(1, "over", 19_000, 19_500, "\"nodes\":[0],\"links\":[]"),
                fault(2, "of another", 19_600, -1, "\"nodes\":[2],\"links\":[]"),
                fault(3, "later", 20_100, -1, "\"nodes\":[0],\"links\":[]"),
                fault(4, "s1 and s2 are cut off", 19_690, -1, "\"nodes\":[],\"links\":[[0,1]]"))
            + "]";
    String won = steps(1, 20_000, 20_500, NO_ARROWS + elected(20_000) + NO_GAPS + faults);
    try (Page page = visitAndTell(won)) {
      assertThat(page.locator("#story"))
          .hasText("s1 and s2 are cut off; 310 ms later s2 leads, in term 4.");
      assertThat(page.locator("#gap")).hasText("310 ms");
    }
  }

  @Test
  @DisplayName("what an election took is told, too, when the one who led was elected long before")
  void late() throws IOException {
    String killed = fault(0, "s1 is killed", 400, -1, "\"nodes\":[0],\"links\":[]");
    String won =
        steps(1, 910, 1_500, NO_ARROWS + elected(910) + NO_GAPS + "\"faults\":[" + killed + "]");
    try (Page page = visitAndTell(won)) {
      assertThat(page.locator("#story")).hasText("s1 is killed; 510 ms later s2 leads, in term 4.");
      assertThat(page.locator("#gap")).hasText("510 ms");
    }
  }

  @Test
  @DisplayName("steps that are left out of the diagram are counted, and an answer is waited for")
  void missing() {
    DESK_TOLD.answer("put", 200, ToldDesk.SILENCE);
    String gaps = "\"gaps\":{\"time\":[1000,19000,20000],\"count\":[7,4000,200]},";
    String load = steps(1, 20, 20_500, NO_ARROWS + NO_MARKS + gaps + "\"faults\":[]");
    try (Page page = visit(begin("data", 0) + load)) {
      assertThat(page.locator("#gaps")).containsText("4,200 steps of the last 10 s are not drawn");
      page.locator("#put .primary").click();
      assertThat(page.locator("#answer")).containsText("No answer yet");
    }
  }

  @Test
  @DisplayName("a page that came late does not say that it draws what was before it")
  void known() {
    String kept = steps(1, 16_500, 20_500, NOTHING_ELSE);
    try (Page page = visit(begin("data", 9) + kept)) {
      assertThat(page.locator("#gaps")).hasText("Every step of the last 4 s is drawn.");
    }
    try (Page page = visit(begin("data", 0) + kept)) {
      assertThat(page.locator("#gaps")).hasText("Every step of the last 10 s is drawn.");
    }
  }

  @Test
  @DisplayName("whose write was asked of two members is told what may still become of it")
  void passedOver() {
    DESK_TOLD.answer(
        "put",
        200,
        "{\"header\":{\"revision\":7,\"raft_term\":2},\"by\":\"s2\",\"passed\":[\"s1\"]}");
    try (Page page = visit(begin("data", 0))) {
      page.locator("#put .primary").click();
      assertThat(page.locator("#answer"))
          .hasText(
              Pattern.compile(
                  "Written by s2, at revision 7 .* s1, asked before, .* newer by then."));
    }
  }

  @Test
  @DisplayName("the diagram says what a step and a message are, and is as dark as the page")
  void pointed() throws IOException {
    try (Page page = visitAndTell(event("steps", VOTE))) {
      Locator bubble = page.locator(".dsd-bubble");
      point(page, "#film", 0.6, 0);
      assertThat(bubble).hasText("s1 starts, at 6000.0 ms.");
      point(page, "#film", 0.2, 0);
      assertThat(bubble).isHidden();
      page.locator("#close-up").scrollIntoViewIfNeeded();
      point(page, "#close-up", 0.375, 0.5);
      assertThat(bubble).hasText("Vote from s1 to s2: arrived.");
      page.locator("#theme").click();
      Browsing.await(page, IS_DARK);
      page.locator("#theme").click();
      Browsing.await(page, "!(" + IS_DARK + ")");
    }
  }

  @Test
  @DisplayName("on a phone the close-up shows the moment of the election, however long it is ago")
  void narrow() throws IOException {
    String before = begin("data", 9) + members(leader("s1"));
    try (Page page = visit(before)) {
      page.setViewportSize(PHONE, 900);
      page.evaluate(SPY);
      DESK_TOLD.tellOn(before, longElection());
      Browsing.await(page, "(globalThis.won ?? []).length > 0");
      assertThat(page.evaluate("Math.min(...globalThis.won)")).asString().matches("[1-9].*");
      assertThat(page.evaluate("Math.max(...globalThis.won) < 280")).isEqualTo(true);
    }
  }

  /// Where it is written in the close-up who has won.
  private static final String SPY =
      """
      () => {
        const {fillText} = CanvasRenderingContext2D.prototype;
        CanvasRenderingContext2D.prototype.fillText = function spy(text, x, y) {
          if (this.canvas.closest('#close-up') && /^became leader/.test(text)) {
            (globalThis.won ??= []).push(x);
          }
          fillText.call(this, text, x, y);
        };
      }
      """;

  /// Many steps, far from each other once somebody has won.
  private static String longElection() {
    String together = steps(40, 1_000, 1_000, NO_ARROWS + elected(1_000) + NO_GAPS + NO_FAULTS);
    String later = NOTHING_ELSE.replace("\"labels\":[]", "\"labels\":[\"BecameLeader, term 4\"]");
    StringBuilder told = new StringBuilder(together.replace("\"step\":[1]", "\"step\":[40]"));
    for (int i = 1; i < 20; i++) {
      told.append(steps(1, 1_000 + i * 200, 1_000 + i * 200, later));
    }
    return told.toString();
  }

  /// @param across the part of the diagram's width
  /// @param down the row, from 0
  private static void point(Page page, String diagram, double across, double down) {
    BoundingBox canvas = page.locator(diagram + " canvas").boundingBox();
    BoundingBox first = page.locator(diagram + " .dsd-name").first().boundingBox();
    BoundingBox next = page.locator(diagram + " .dsd-name").nth(1).boundingBox();
    page.mouse()
        .move(
            canvas.x + canvas.width * across,
            first.y + first.height / 2 + down * (next.y - first.y));
  }

  @Test
  @DisplayName("what is held stands still, until it goes on or another span is chosen")
  void held() throws IOException {
    String first = begin("data", 0) + steps(1, 8_000, 10_000, NOTHING_ELSE);
    try (Page page = visit(first)) {
      Locator hold = page.locator("#hold");
      final Object live = page.evaluate(DRAWING);
      hold.click();
      assertThat(hold).hasAttribute("aria-pressed", "true");
      DESK_TOLD.tellOn(first, steps(1, 12_000, 14_000, NOTHING_ELSE) + members(leader("s1")));
      page.locator(".member").first().waitFor();
      assertThat(page.evaluate(DRAWING)).isEqualTo(live);
      page.locator("#film canvas").focus();
      page.keyboard().press("+");
      assertThat(page.evaluate(DRAWING)).isNotEqualTo(live);
      page.locator("#span").selectOption("60");
      assertThat(hold).hasText("Hold");
      DESK_TOLD.tellOn(first, steps(0, 0, 15_000, NOTHING_ELSE).repeat(5));
      assertThat(page.locator("#gaps")).hasText("Every step of the last 60 s is drawn.");
    }
  }
}
