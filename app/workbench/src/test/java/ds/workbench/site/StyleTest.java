package ds.workbench.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ds.workbench.simulate.Drawing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The colours of both themes can be told apart (WCAG 2.2, 1.4.3 and 1.4.11).
class StyleTest {

  private static final Pattern NAMED = Pattern.compile("--([\\w-]+): ([^;]+);");
  private static final List<String> SURFACES = List.of("paper", "sheet", "sunk");
  private static final String STYLE = new String(Assets.bytes("style.css").orElseThrow(), UTF_8);

  /// What a picture calls the colours of the pages.
  private static final Map<String, String> PICTURED =
      Map.of(
          "paper", "sheet",
          "ink", "ink",
          "faint", "ink-faint",
          "rule", "line-strong",
          "bad", "bad",
          "good", "good");

  static Stream<Map<String, String>> themes() {
    return Stream.of(":root {", ":root[data-theme=\"dark\"] {").map(StyleTest::colours);
  }

  private static Map<String, String> colours(String opening) {
    int from = STYLE.indexOf(opening);
    Matcher colours = NAMED.matcher(STYLE.substring(from, STYLE.indexOf('}', from)));
    var found = new TreeMap<String, String>();
    colours.results().forEach(it -> found.put(it.group(1), it.group(2)));
    return found;
  }

  @ParameterizedTest
  @MethodSource("themes")
  void textIsReadOnEverySurface(Map<String, String> theme) {
    for (String text : List.of("ink", "ink-soft", "ink-faint", "link")) {
      SURFACES.forEach(surface -> assertContrast(theme, text, surface, 4.5));
    }
    for (String meaning : List.of("link", "good", "bad", "warn", "unknown")) {
      assertContrast(theme, meaning, meaning + "-soft", 4.5);
      assertContrast(theme, meaning, "paper", 4.5);
    }
    assertContrast(theme, "on-accent", "link", 4.5);
  }

  @ParameterizedTest
  @MethodSource("themes")
  void linesAreSeen(Map<String, String> theme) {
    for (String surface : List.of("paper", "sheet")) {
      assertContrast(theme, "line-strong", surface, 3);
      assertContrast(theme, "focus", surface, 3);
      IntStream.rangeClosed(1, 8)
          .forEach(kind -> assertContrast(theme, "kind-" + kind, surface, 3));
    }
  }

  @Test
  @DisplayName("the dark theme is the same, chosen or the system's")
  void dark() {
    assertThat(colours(":root:not([data-theme=\"light\"]) {"))
        .hasSizeGreaterThan(20)
        .isEqualTo(colours(":root[data-theme=\"dark\"] {"));
  }

  @ParameterizedTest
  @MethodSource("themes")
  @DisplayName("a picture has the colours of the pages")
  void pictures(Map<String, String> theme) {
    String picture = Drawing.parse("paxos?seed=3 --to 9").svg();
    for (var its : PICTURED.entrySet()) {
      assertThat(picture).contains("--" + its.getKey() + ":" + theme.get(its.getValue()));
    }
    for (int kind = 0; kind < 8; kind++) {
      assertThat(picture).contains("--k" + kind + ":" + theme.get("kind-" + (kind + 1)));
    }
  }

  private static void assertContrast(
      Map<String, String> theme, String one, String other, double atLeast) {
    double a = luminance(theme.get(one)) + 0.05;
    double b = luminance(theme.get(other)) + 0.05;
    assertThat(Math.max(a, b) / Math.min(a, b)).as(one + " on " + other).isGreaterThan(atLeast);
  }

  private static double luminance(String colour) {
    double[] parts =
        IntStream.of(1, 3, 5)
            .mapToDouble(i -> Integer.parseInt(colour.substring(i, i + 2), 16) / 255.0)
            .map(part -> part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4))
            .toArray();
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }
}
