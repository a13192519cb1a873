package ds.workbench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Looks over the brush's shoulder: what it draws is read from what it does.
class DrawingTest {

  /// A run in which servers vote at the step shown.
  private static final String RUN = "raft?seed=42&at=120";

  @RegisterExtension static final Browsing browsing = Browsing.ofDebugger();

  @Test
  @DisplayName("a write that has reached the disk is drawn full, wherever in the run one looks")
  void writes() {
    Page page = browsing.desk(RUN);
    assertThat(page.evaluate(FULL_SQUARES)).asString().matches("[1-9]\\d*");
  }

  private static final String FULL_SQUARES =
      """
      () => {
        const {diagram} = document.querySelector('ds-debugger');
        const context = diagram.canvas.getContext('2d');
        const {fillRect} = context;
        let squares = 0;
        context.fillRect = (x, y, wide, tall) => {
          if (wide === 5 && tall === 5 && x > 0 && x < diagram.view.width) squares++;
          fillRect.call(context, x, y, wide, tall);
        };
        diagram.paint();
        delete context.fillRect;
        return squares;
      }
      """;

  @Test
  @DisplayName("a timer that runs out is a diamond on its node's line, and nothing else is")
  void diamonds() {
    Page page = browsing.desk(RUN);
    List<?> fired = (List<?>) page.evaluate(FIRED);
    assertThat(fired).hasSizeBetween(3, 20);
    assertThat(page.evaluate(DIAMONDS)).isEqualTo(fired);
  }

  /// The steps in sight that say of themselves that a timer runs out.
  private static final String FIRED =
      """
      () => {
        const {diagram: {view, axis}, session} = document.querySelector('ds-debugger');
        return session.trace.steps.node.map((_, i) => i + 1)
          .filter(k => view.x(axis.step(k)) > 0 && view.x(axis.step(k)) < view.width)
          .filter(k => /timer runs out$/.test(session.about('step', k).event));
      }
      """;

  /// The steps at which a line goes up, right, down and left around the step's place.
  private static final String DIAMONDS =
      """
      () => {
        const {diagram, session: {trace: {steps}}} = document.querySelector('ds-debugger');
        const {view, axis} = diagram;
        const context = diagram.canvas.getContext('2d');
        const drawn = [];
        let path = [];
        context.beginPath = () => (path = []);
        context.moveTo = (x, y) => path.push([x, y]);
        context.lineTo = (x, y) => path.push([x, y]);
        context.fill = () => {
          if (path.length !== 4) return;
          const [[x, top], [right, y], [low, bottom], [left, high]] = path;
          const isEven = low === x && high === y && Math.abs(right + left - 2 * x) < 0.01
            && Math.abs(top + bottom - 2 * y) < 0.01 && right > x && bottom > y;
          const place = k => [view.x(axis.step(k)), view.y(steps.node[k - 1])];
          drawn.push(...steps.node.map((_, i) => i + 1).filter(k => isEven
            && x > 0 && x < view.width && place(k)[0] === x && place(k)[1] === y));
        };
        diagram.paint();
        ['beginPath', 'moveTo', 'lineTo', 'fill'].forEach(it => delete context[it]);
        return drawn;
      }
      """;

  @Test
  @DisplayName("what nodes state all the time is neither marked nor stopped at; what is rare is")
  void usual() {
    Page page = browsing.desk("raft-steady?seed=7&servers=5&at=300&do=600:heal");
    page.keyboard().press("0");
    page.evaluate("document.querySelector('ds-debugger').diagram.view.zoomBy(4, 0)");
    Map<?, ?> marked = (Map<?, ?>) page.evaluate(MARKED);
    assertThat(marked.get("rare")).asInstanceOf(LIST).hasSizeGreaterThan(3);
    assertThat(marked.get("usual")).asInstanceOf(LIST).hasSizeGreaterThan(5);
    assertThat(marked.get("drawn")).isEqualTo(marked.get("rare"));
    page.keyboard().press("Home");
    for (int i = 0; i < 5; i++) {
      page.keyboard().press("n");
      assertThat(page.evaluate(STATED)).asString().doesNotContain("Applied", "Committed");
    }
  }

  /// The places, from the left, of facts in sight of a family that is told at most sixty times, of
  /// the others, and of the ticks above lines.
  private static final String MARKED =
      """
      () => {
        const {diagram, session: {trace: {marks, labels}}} = document.querySelector('ds-debugger');
        const {view, axis} = diagram;
        const family = i => labels[marks.label[i]].match(/^\\w+/)[0];
        const facts = marks.step.map((_, i) => i).filter(i => marks.kind[i] === 3);
        const often = i => facts.filter(it => family(it) === family(i)).length > 60;
        const place = i => view.x(axis.step(marks.step[i]));
        const seen = facts.filter(i => place(i) > 0 && place(i) < view.width);
        const sorted = places => [...new Set(places.map(Math.round))].sort((a, b) => a - b);
        const context = diagram.canvas.getContext('2d');
        const ticks = [];
        context.fillRect = (x, y, wide, tall) => {
          if (wide === 1 && tall === 6 && x > 0 && x < view.width) ticks.push(x + 0.5);
        };
        diagram.paint();
        delete context.fillRect;
        return {
          rare: sorted(seen.filter(i => !often(i)).map(place)),
          usual: sorted(seen.filter(often).map(place)),
          drawn: sorted(ticks),
        };
      }
      """;

  /// What was stated at the step shown.
  private static final String STATED =
      """
      () => {
        const {session} = document.querySelector('ds-debugger');
        const {marks, labels} = session.trace;
        return marks.step.map((_, i) => i)
          .filter(i => marks.step[i] === session.at && marks.kind[i] === 3)
          .map(i => labels[marks.label[i]]).join();
      }
      """;

  @Test
  @DisplayName("no time below the diagram is cut off at its edges, wherever one looks")
  void wholeTimes() {
    Map<?, ?> times = (Map<?, ?>) browsing.desk(RUN).evaluate(TIMES);
    assertThat(times.get("drawn")).asInstanceOf(LIST).hasSizeGreaterThan(100);
    assertThat(times.get("cut")).asInstanceOf(LIST).isEmpty();
  }

  /// The times that are drawn while the diagram is moved bit by bit, and those that do not fit.
  private static final String TIMES =
      """
      () => {
        const {diagram} = document.querySelector('ds-debugger');
        const {view} = diagram;
        const context = diagram.canvas.getContext('2d');
        const drawn = [];
        const cut = [];
        context.fillText = (text, x, y) => {
          if (y < view.bottom) return;
          const half = context.measureText(text).width / 2;
          const fits = context.textAlign === 'center' && x >= half && x + half <= view.width;
          (fits ? drawn : cut).push(text);
        };
        for (let moved = 0; moved < 30; moved++) {
          view.panBy(5);
          diagram.paint();
        }
        delete context.fillText;
        return {drawn, cut};
      }
      """;

  @Test
  @DisplayName("drawn are who is down, what was lost and when, and what is still to come is veiled")
  void drawn() {
    Page page = browsing.desk(FAULTY);
    Map<?, ?> drawn = (Map<?, ?>) page.evaluate(DRAWN);
    assertThat(drawn.get("onLines")).isEqualTo("down on s1,paused on s2");
    assertThat(drawn.get("faults")).as("above each other").isEqualTo("s1 crashes,s2 is paused");
    assertThat(drawn.get("times")).asInstanceOf(LIST).hasSizeGreaterThan(3);
    assertThat(drawn.get("crosses")).asInstanceOf(LIST).isNotEmpty().doesNotContain("on a line");
    assertThat(drawn.get("veil")).isEqualTo("to the right of what is shown");
  }

  /// One is down and another paused at the same time, in sight of the step shown.
  private static final String FAULTY =
      "raft-steady?seed=7&servers=5&at=200&do=160:crash+s1;170:pause+s2;210:heal";

  /// What is drawn, by what the brush does: its words, its crosses, which are seven pixels wide,
  /// and the veil.
  private static final String DRAWN =
      """
      () => {
        const {diagram} = document.querySelector('ds-debugger');
        const {view, axis, session: {trace}} = diagram;
        const context = diagram.canvas.getContext('2d');
        const words = [];
        const crosses = [];
        let veil = '';
        let pen = [0, 0];
        const spies = {
          fillText: (text, x, y) => words.push({text, y}),
          moveTo: (x, y) => (pen = [x, y]),
          lineTo: (x, y) => {
            if (Math.hypot(x - pen[0] - 7, y - pen[1] - 7) < 0.1) crosses.push(y - 3.5);
          },
          fillRect: (x, y, wide, tall) => {
            const isRight = x > view.x(axis.step(200)) && x + wide === view.width;
            if (context.globalAlpha < 1 && tall === view.bottom && isRight) {
              veil = 'to the right of what is shown';
            }
          },
        };
        Object.assign(context, spies);
        diagram.paint();
        Object.keys(spies).forEach(it => delete context[it]);
        const line = y => trace.nodes.find((_, node) => Math.abs(view.y(node) - y) < 2);
        return {
          onLines: words.filter(it => line(it.y)).map(it => `${it.text} on ${line(it.y)}`).join(),
          faults: words.filter(it => it.y < view.head).sort((a, b) => a.y - b.y)
            .filter((it, i, all) => i === 0 || it.y > all[i - 1].y + 10).map(it => it.text).join(),
          times: words.filter(it => it.y > view.bottom).map(it => it.text),
          crosses: crosses.map(y => (line(y) ? 'on a line' : 'between')),
          veil,
        };
      }
      """;
}
