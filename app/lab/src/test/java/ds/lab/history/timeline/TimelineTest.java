package ds.lab.history.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.history.Consistency;
import ds.lab.history.History;
import ds.lab.history.Verdict;
import ds.lab.history.check.Bounds;
import ds.lab.history.check.Linearizability;
import ds.lab.history.model.KeyValueModel;
import ds.lab.history.model.KeyValueModel.Done;
import ds.lab.history.model.KeyValueModel.Get;
import ds.lab.history.model.KeyValueModel.Input;
import ds.lab.history.model.KeyValueModel.Output;
import ds.lab.history.model.KeyValueModel.Put;
import ds.lab.history.model.KeyValueModel.Value;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final String HOSTILE =
      "'\"><script>alert(1)</script><img src=x onerror=a()>\u202E&";

  private final History.Recorder<Input, Output> recorder = History.recorder();
  private long now;

  @Test
  @DisplayName("a pass shows every operation with its number in the legal order")
  void pass() {
    int put = recorder.invoke("a", new Put("x", "1"), now++);
    get("b", "x", "1");
    recorder.ok(put, new Done(), now++);
    recorder.invoke("c", new Put("x", "2"), now++);
    String page = page("history");
    assertThat(page)
        .contains("<header class=\"pass\">", "<h1>Linearizable</h1>")
        .contains("There is a legal order of 2 operations.")
        .contains("3 operations of 3 clients, 1 of unknown outcome")
        .contains("<span>put x &quot;1&quot;</span>", "<span>get x → &quot;1&quot;</span>")
        .contains("class=\"bar lost brief\"", ">1</i>", ">2</i>")
        .doesNotContain(">3</i>", "class=\"bar culprit");
    assertThat(count(page, "<div class=\"bar ")).isEqualTo(3);
  }

  @Test
  @DisplayName("a fail marks the culprit, says why, and puts other keys aside")
  void fail() {
    put("a", "x", "1");
    put("a", "y", "1");
    get("b", "x", "");
    String page = page("history");
    assertThat(page)
        .contains("<header class=\"fail\">", "<h1>Not linearizable</h1>")
        .contains("until it returned, key x held &quot;1&quot;.")
        .contains("It is operation 3 of 3")
        .contains("class=\"bar culprit brief\"", "class=\"bar known aside brief\"");
  }

  @Test
  @DisplayName("an unknown verdict is not drawn as a pass")
  void unknown() {
    put("a", "x", "1");
    History<Input, Output> history = recorder.history();
    var model = new KeyValueModel();
    var verdict = Linearizability.check(model, history, Bounds.USUAL.withBytes(1));
    var summary = Summary.of(Consistency.LINEARIZABLE, model, history, verdict);
    assertThat(Timeline.html("h", summary, model, history, verdict))
        .contains("<header class=\"unknown\">", "This is not a pass.");
  }

  @Test
  @DisplayName("hostile names, keys and values are shown as texts")
  void hostile() {
    put(HOSTILE, HOSTILE, HOSTILE);
    get(HOSTILE, HOSTILE, "");
    String page = page(HOSTILE);
    assertThat(page)
        .doesNotContain("<script>alert", "<img", "onerror=a()>\u202E")
        .contains("&lt;img");
    assertThat(count(page, "<script>")).isEqualTo(1);
    String attributes = page.substring(page.indexOf("class=\"canvas\""));
    assertThat(Pattern.compile("title=\"[^\"]*'").matcher(attributes).find()).isFalse();
  }

  @Test
  @DisplayName("the page loads nothing, and says so to the browser")
  void selfContained() {
    put("a", "x", "1");
    assertThat(page("history"))
        .contains("default-src 'none'")
        .contains("prefers-color-scheme: dark")
        .doesNotContain("http:", "https:", "src=", "@import", "url(");
  }

  @Test
  @DisplayName("of a very long history a stretch is drawn, with the culprit in it")
  void longHistory() {
    for (int i = 0; i < 30_000; i++) {
      put("a", "x", "v" + i % 7);
    }
    get("b", "x", "wrong");
    put("a", "x", "end");
    String page = page("history");
    assertThat(page).contains("class=\"bar culprit", "Drawn are the operations from");
    assertThat(count(page, "<div class=\"bar ")).isLessThan(7_000);
  }

  @Test
  @DisplayName("an empty history has a page, too")
  void empty() {
    assertThat(page("nothing")).contains("0 operations of 0 clients");
  }

  private String page(String title) {
    History<Input, Output> history = recorder.history();
    var model = new KeyValueModel();
    Verdict<Input, Output> verdict = Linearizability.check(model, history);
    var summary = Summary.of(Consistency.LINEARIZABLE, model, history, verdict);
    return Timeline.html(title, summary, model, history, verdict);
  }

  private static int count(String page, String part) {
    return page.split(Pattern.quote(part), -1).length - 1;
  }

  private void put(String process, String key, String value) {
    recorder.ok(recorder.invoke(process, new Put(key, value), now++), new Done(), now++);
  }

  private void get(String process, String key, String value) {
    recorder.ok(recorder.invoke(process, new Get(key), now++), new Value(value), now++);
  }
}
