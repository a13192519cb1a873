package ds.lab.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SketchTest {

  @Test
  @DisplayName("whatever words a run has, the picture stays well formed")
  void escapes() {
    var sketch = new Sketch(20, 10, "a < b", "c & d");
    sketch.words("", new Point(1, 2), "start", "<e>");
    sketch.circle("step", new Point(1, 2), 3, "\"f\" < g");
    assertThat(sketch.svg())
        .contains("<title id=\"title\">a &lt; b</title>", "<desc id=\"desc\">c &amp; d</desc>")
        .contains(">&lt;e&gt;</text>", "<title>&quot;f&quot; &lt; g</title>");
  }
}
