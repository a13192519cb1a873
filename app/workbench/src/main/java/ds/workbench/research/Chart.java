package ds.workbench.research;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A figure of one or more panels, one below the other, as SVG.
final class Chart {

  private static final int WIDTH = 744;
  private static final int LEFT = 64;
  private static final int RIGHT = 214;
  private static final int PANEL = 250;
  private static final int TOP = 44;
  private static final int BETWEEN = 78;

  /// Distinct for colour-blind eyes (Okabe and Ito), dark enough on white.
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#a8327e", "#7a6a00", "#333333");

  /// One axis.
  ///
  /// @param ticks where numbers stand; the first and the last are its ends
  /// @param isLogarithmic whether equal factors are equal lengths
  record Axis(String name, List<Double> ticks, boolean isLogarithmic) {

    Axis {
      ticks = List.copyOf(ticks);
    }

    /// From 0 at the first tick to 1 at the last.
    private double place(double value) {
      double from = scaled(ticks.getFirst());
      double share = (scaled(value) - from) / (scaled(ticks.getLast()) - from);
      return Math.clamp(share, 0, 1);
    }

    private double scaled(double value) {
      return isLogarithmic ? Math.log10(value) : value;
    }
  }

  record Point(double x, double y) {}

  /// @param isMark whether its points are marked instead of joined
  record Series(String name, List<Point> points, boolean isMark) {

    Series {
      points = List.copyOf(points);
    }
  }

  /// @param title what is to be seen, in a sentence
  record Panel(String title, Axis x, Axis y, List<Series> series) {

    Panel {
      series = List.copyOf(series);
    }
  }

  private final StringBuilder svg = new StringBuilder();

  private Chart() {}

  /// @param description for those who cannot see it
  static String svg(String description, List<Panel> panels) {
    Chart chart = new Chart();
    int height = TOP + panels.size() * (PANEL + BETWEEN);
    chart.line(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" \
        font-family="system-ui, sans-serif" font-size="13" fill="#222">\
        """
            .formatted(WIDTH, height));
    chart.line("<title>" + escaped(description) + "</title>");
    chart.line("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>".formatted(WIDTH, height));
    for (int i = 0; i < panels.size(); i++) {
      chart.draw(panels.get(i), TOP + i * (PANEL + BETWEEN));
    }
    chart.line("</svg>");
    return chart.svg.toString();
  }

  private void draw(Panel panel, int top) {
    text(LEFT, top - 16, "start", "font-weight=\"600\"", panel.title());
    int right = WIDTH - RIGHT;
    for (double tick : panel.x().ticks()) {
      double x = LEFT + panel.x().place(tick) * (right - LEFT);
      rule(x, top, x, top + PANEL);
      text(x, top + PANEL + 18, "middle", "", number(tick));
    }
    for (double tick : panel.y().ticks()) {
      double y = top + PANEL - panel.y().place(tick) * PANEL;
      rule(LEFT, y, right, y);
      text(LEFT - 8, y + 4, "end", "", number(tick));
    }
    text((LEFT + right) / 2.0, top + PANEL + 38, "middle", "fill=\"#555\"", panel.x().name());
    String turned = "fill=\"#555\" transform=\"rotate(-90 16 %d)\"".formatted(top + PANEL / 2);
    text(16, top + PANEL / 2.0, "middle", turned, panel.y().name());
    for (int i = 0; i < panel.series().size(); i++) {
      draw(panel, panel.series().get(i), i, top);
    }
  }

  private void draw(Panel panel, Series series, int number, int top) {
    String colour = COLOURS.get(number % COLOURS.size());
    int right = WIDTH - RIGHT;
    List<String> places = new ArrayList<>();
    for (Point point : series.points()) {
      double x = LEFT + panel.x().place(point.x()) * (right - LEFT);
      double y = top + PANEL - panel.y().place(point.y()) * PANEL;
      if (series.isMark()) {
        line(
            "<circle cx=\"%s\" cy=\"%s\" r=\"4.5\" fill=\"#fff\" stroke=\"#000\"/>"
                .formatted(rounded(x), rounded(y)));
      }
      places.add(rounded(x) + "," + rounded(y));
    }
    int y = top + 8 + number * 20;
    if (series.isMark()) {
      line(
          "<circle cx=\"%d\" cy=\"%d\" r=\"4.5\" fill=\"#fff\" stroke=\"#000\"/>"
              .formatted(right + 25, y - 4));
    } else {
      String pen = "fill=\"none\" stroke=\"%s\" stroke-width=\"2\"".formatted(colour);
      line("<polyline %s points=\"%s\"/>".formatted(pen, String.join(" ", places)));
      line("<path %s d=\"M%d %dh26\"/>".formatted(pen, right + 12, y - 4));
    }
    text(right + 46, y, "start", "", series.name());
  }

  private void rule(double x1, double y1, double x2, double y2) {
    line(
        "<path stroke=\"#ddd\" d=\"M%s %sL%s %s\"/>"
            .formatted(rounded(x1), rounded(y1), rounded(x2), rounded(y2)));
  }

  private void text(double x, double y, String anchor, String more, String content) {
    line(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" %s>%s</text>"
            .formatted(rounded(x), rounded(y), anchor, more, escaped(content)));
  }

  private void line(String text) {
    svg.append(text).append('\n');
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
