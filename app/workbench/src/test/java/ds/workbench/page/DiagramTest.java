package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Looks at the diagram of a run, and moves it, as a visitor does.
class DiagramTest {

  /// A run without faults. What is done at the end lets it go no further: a short run is opened in
  /// a moment.
  private static final String RUN = "raft-steady?seed=7&servers=5&at=200&do=400:heal";

  @RegisterExtension static final Browsing browsing = Browsing.ofDebugger();

  /// What a piece of JavaScript finds in the diagram.
  private static double find(Page page, String expression) {
    Object found =
        page.evaluate(
            """
            () => {
              const {diagram, session} = document.querySelector('ds-debugger');
              const {view, axis} = diagram;
              return %s;
            }
            """
                .formatted(expression));
    return ((Number) found).doubleValue();
  }

  /// Where a step stands in the window.
  private static double[] point(Page page, String place, String height) {
    BoundingBox box = page.locator(".dsd-canvas").boundingBox();
    return new double[] {box.x + find(page, place), box.y + find(page, height)};
  }

  @Test
  @DisplayName("keys, wheel and mouse zoom and pan, and what is pointed at stays where it is")
  void zoomAndPan() {
    Page page = browsing.desk(RUN);
    final double usual = find(page, "view.unit");
    page.keyboard().press("+");
    assertThat(find(page, "view.unit")).isGreaterThan(usual);
    page.keyboard().press("-");
    assertThat(find(page, "view.unit")).isBetween(usual * 0.99, usual * 1.01);

    Locator canvas = page.locator(".dsd-canvas");
    BoundingBox box = canvas.boundingBox();
    page.mouse().move(box.x + 300, box.y + 60);
    final double place = find(page, "view.place(300)");
    page.mouse().wheel(0, -200);
    page.waitForFunction(
        "usual => document.querySelector('ds-debugger').diagram.view.unit > usual", usual);
    assertThat(find(page, "view.place(300)")).isBetween(place - 0.1, place + 0.1);

    page.mouse().down();
    page.mouse().move(box.x + 380, box.y + 60);
    page.mouse().up();
    assertThat(find(page, "view.place(380)")).isBetween(place - 0.1, place + 0.1);
    final double left = find(page, "view.left");
    page.keyboard().press("d");
    assertThat(find(page, "view.left")).isGreaterThan(left);
    page.keyboard().press("a");
    assertThat(find(page, "view.left")).isBetween(left - 0.1, left + 0.1);

    page.keyboard().press("0");
    assertThat(find(page, "view.left")).isLessThan(0);
    assertThat(find(page, "view.right - axis.end")).isGreaterThan(0);
  }

  @Test
  @DisplayName("behind the end of a run that is over there is room for a last word and no more")
  void end() {
    Page page = browsing.desk("paxos?seed=3&at=99999");
    assertThat(find(page, "(view.right - axis.end) * view.unit")).isBetween(20.0, 141.0);
  }

  @Test
  @DisplayName("what is pointed at says what it is, and a step that is pressed is gone to")
  void points() {
    Page page = browsing.desk(RUN);
    double[] step = point(page, "view.x(axis.step(195))", "view.y(session.trace.steps.node[194])");
    page.mouse().move(step[0], step[1]);
    assertThat(page.locator(".dsd-bubble")).containsText("Step 195. ");
    page.mouse().click(step[0], step[1]);
    assertThat(page.locator(".dsd-clock")).containsText("195 of");
    page.evaluate(LONG_ARROW);
    double[] arrow =
        point(
            page,
            "(view.x(window.arrow.start) + view.x(window.arrow.end)) / 2",
            "(view.y(window.arrow.from) + view.y(window.arrow.to)) / 2");
    page.mouse().move(arrow[0], arrow[1]);
    assertThat(page.locator(".dsd-bubble")).containsText(": arrives");
    page.locator(".dsd-name").getByText("s3").click();
    assertThat(page.locator(".dsd-card[data-node=s3]")).hasAttribute("open", "");
    page.locator(".dsd-name").last().click();
    browsing.desk("paxos?seed=3&at=20");
    assertThat(page.locator(".dsd-card")).hasCount(3);
  }

  @Test
  @DisplayName("a fault that is pointed at says what it is and how long it lasts")
  void pointsAtFaults() {
    Page page = browsing.desk("raft?seed=42&at=120");
    page.evaluate(PAINTED);
    page.locator(".dsd-canvas").hover(new Locator.HoverOptions().setPosition(200, 12));
    assertThat(page.locator(".dsd-bubble"))
        .hasText(Pattern.compile("the network is cut: .*, from [\\d.]+ ms to [\\d.]+ ms\\."));
  }

  /// Takes down a message in sight, between neighbours, that nothing else is drawn upon.
  private static final String LONG_ARROW =
      """
      async () => {
        const {course} = await import('/debugger/arrows.js');
        const {diagram} = document.querySelector('ds-debugger');
        const {arrows} = diagram.session.trace;
        for (let slot = 0; slot < arrows.id.length; slot++) {
          const way = course(diagram.scene(), slot);
          const x = (diagram.view.x(way.start) + diagram.view.x(way.end)) / 2;
          const y = (diagram.view.y(way.from) + diagram.view.y(way.to)) / 2;
          if (way.fate === 1 && x > 50 && x < diagram.view.width - 50
            && diagram.find(x, y).arrow === slot) {
            window.arrow = way;
          }
        }
      }
      """;

  @Test
  @DisplayName("kinds of messages, those to oneself, and clients are hidden and shown again")
  void filter() {
    Page page = browsing.desk(RUN);
    Locator kind = page.locator(".dsd-chip[data-counted]").first();
    final double all = find(page, SHOWN);
    kind.click();
    assertThat(kind).hasAttribute("aria-pressed", "false");
    assertThat(find(page, SHOWN)).isLessThan(all);
    kind.click();
    assertThat(find(page, SHOWN)).isEqualTo(all);

    Locator itself = page.locator(".dsd-chip[data-kind=local]");
    itself.click();
    assertThat(find(page, SHOWN)).isGreaterThan(all);
    itself.click();
    Locator clients = page.locator(".dsd-chip[data-kind=clients]");
    clients.click();
    assertThat(page.locator(".dsd-client:visible")).hasCount(0);
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator(".dsd-card.dsd-acts")).hasAttribute("data-node", SERVER);
    clients.click();
    assertThat(page.locator(".dsd-client:visible")).hasCount(5);
  }

  private static final Pattern SERVER = Pattern.compile("s\\d");

  /// How many messages are drawn, in sight or not.
  private static final String SHOWN =
      "session.trace.arrows.id.filter((_, slot) => !diagram.filter.hides(slot)).length";

  @Test
  @DisplayName("by the clock, equal times have equal room")
  void clock() {
    Page page = browsing.desk(RUN);
    Locator pace = page.getByText("by clock");
    pace.click();
    assertThat(pace).hasAttribute("aria-pressed", "true");
    double room = find(page, "axis.step(200) - axis.step(100)");
    double time = find(page, "session.trace.steps.time[199] - session.trace.steps.time[99]");
    assertThat(room / time).isBetween(9.99, 10.01);
    pace.click();
    assertThat(find(page, "axis.step(200) - axis.step(100)")).isNotEqualTo(room);
  }

  @Test
  @DisplayName("of 250 nodes as many are named as can be read, and those are told of that matter")
  void many() {
    Page page = browsing.desk("paxos?seed=1&servers=250&at=300&do=400:heal");
    assertThat(page.locator(".dsd-card")).hasCount(1);
    assertThat(page.locator(".dsd-nodes")).containsText("249 more nodes");
    double apart = find(page, "view.rowHeight * Math.ceil(15 / view.rowHeight)");
    int names = page.locator(".dsd-name:visible").count();
    assertThat(names).isBetween(10, (int) (find(page, "view.height") / apart) + 1);
    final String first = page.locator(".dsd-name:visible").first().textContent();
    page.locator(".dsd-names").hover();
    page.mouse().wheel(0, 300);
    assertThat(page.locator(".dsd-name:visible").first()).not().hasText(first);
    final double top = find(page, "view.top");
    page.keyboard().press("w");
    assertThat(find(page, "view.top")).isLessThan(top);
    page.keyboard().press("s");
    assertThat(find(page, "view.top")).isBetween(top - 0.1, top + 0.1);
    page.keyboard().press("2");
    assertThat(page.getByText("too many for the ring of links")).isVisible();
    assertThat(page.locator("[data-choice^='crash ']")).hasCount(1);
    page.getByLabel("Node", new Page.GetByLabelOptions().setExact(true)).selectOption("s99");
    assertThat(page.locator("[data-choice='crash s99']")).isVisible();
  }

  @Test
  @DisplayName("beside the node that acts stands the one that is looked at, until another run is")
  void pinned() {
    Page page = browsing.desk("paxos?seed=1&servers=14&at=100");
    Locator cards = page.locator(".dsd-card");
    assertThat(cards).hasCount(1);
    String actor = cards.getAttribute("data-node");
    page.locator(".dsd-name").getByText(actor.equals("s14") ? "s13" : "s14").click();
    assertThat(cards).hasCount(2);
    assertThat(cards.first()).not().hasAttribute("data-node", actor);
    browsing.desk("paxos?seed=1&servers=14&at=100");
    assertThat(cards).hasCount(1);
    assertThat(cards).hasAttribute("data-node", actor);
  }

  @Test
  @DisplayName("a figure shows, of the clients, those that act in its stretch, or none")
  void figures() {
    Page page = browsing.desk("raft?seed=42&at=120");
    Object acting = page.evaluate(ACTING);
    assertThat(acting).asString().contains("s5,c").doesNotContain("c1,c2,c3,c4,c5");
    page.evaluate(FIGURES);
    Locator names = page.locator(".dsd-figure .dsd-names");
    assertThat(names).hasCount(2);
    assertThat(page.evaluate(SHOWN_NAMES, 1)).isEqualTo(acting);
    assertThat(page.evaluate(SHOWN_NAMES, 2)).isEqualTo("s1,s2,s3,s4,s5");
    page.evaluate("document.querySelectorAll('.test-figure').forEach(it => it.remove())");
  }

  /// The servers, and the clients that take a step from 100 to 120.
  private static final String ACTING =
      """
      () => {
        const {nodes, roles, steps} = document.querySelector('ds-debugger').session.trace;
        const acting = steps.node.slice(99, 120);
        return nodes.filter((_, i) => roles[i] === 'server' || acting.includes(i)).join();
      }
      """;

  private static final String FIGURES =
      """
      ['', 'no-clients'].forEach(clients => document.querySelector('main').insertAdjacentHTML(
        'beforeend', `<ds-debugger class="test-figure" link="raft?seed=42&amp;at=120" from="100"
          to="120" ${clients}></ds-debugger>`))
      """;

  private static final String SHOWN_NAMES =
      """
      number => [...document.querySelectorAll('.test-figure')[number - 1]
        .querySelectorAll('.dsd-name:not([hidden])')].map(it => it.textContent).join()
      """;

  @Test
  @DisplayName(
      "the kind that is pointed at in the legend stands out, and more kinds than colours"
          + " differ in their strokes")
  void legend() {
    Page page = browsing.desk(RUN);
    page.evaluate(PAINTED);
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

  private static final String PAINTED =
      "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

  private static final String PICTURE = "document.querySelector('.dsd-canvas').toDataURL()";
}
