package ds.lab.picture;

import ds.lab.history.timeline.Html;

/// Writes SVG: shapes with a class, which the style sheet colours, and with words for those who
/// point at them or cannot see them.
final class Sketch {

  /// The colours of the pages, light and dark, by what the reader's system prefers. The ground is
  /// drawn too, so the picture is readable on whatever page it lies.
  private static final String STYLE =
      """
      <style>
      svg{--paper:#ffffff;--ink:#1f2328;--faint:#646b72;--rule:#8d877a;--bad:#b3261e;--good:#1c6b3f;
      --k0:#4d8eae;--k1:#7b3200;--k2:#166544;--k3:#571770;--k4:#9f4776;--k5:#77751b;--k6:#4856c4;
      --k7:#94756f;font:13px system-ui,sans-serif}
      @media (prefers-color-scheme:dark){svg{--paper:#1b1f23;--ink:#e4e2dc;--faint:#949a9e;
      --rule:#78818a;--bad:#ff9a8f;--good:#7ecb98;--k0:#aad9e8;--k1:#fd9c19;--k2:#8df79b;
      --k3:#c499f3;--k4:#f367a9;--k5:#908745;--k6:#5a72f3;--k7:#c3a28e}}
      .paper{fill:var(--paper)}text{fill:var(--ink)}.faint{fill:var(--faint);font-size:11px}
      .lane{stroke:var(--rule);stroke-width:1}.down{stroke:var(--bad);stroke-width:3;
      stroke-dasharray:3 5}.step{fill:var(--ink)}.timer{fill:var(--paper);stroke:var(--ink);
      stroke-width:1.5}.fact{fill:var(--good)}.bad{fill:var(--bad)}.wound{stroke:var(--bad);
      stroke-width:2;fill:none}.fault{stroke:var(--bad);stroke-dasharray:2 4}
      .arrow{stroke-width:1.4;fill:none}.lost{stroke-dasharray:5 4}
      .k0{stroke:var(--k0)}.k1{stroke:var(--k1)}.k2{stroke:var(--k2)}.k3{stroke:var(--k3)}
      .k4{stroke:var(--k4)}.k5{stroke:var(--k5)}.k6{stroke:var(--k6)}.k7{stroke:var(--k7)}
      </style>
      """;

  private final StringBuilder text = new StringBuilder();

  /// Begins a picture.
  ///
  /// @param title what it is, in a few words
  /// @param description what is seen, for those who do not see it
  Sketch(int width, int height, String title, String description) {
    text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">")
        .append(Html.escaped(title))
        .append("</title>\n<desc id=\"desc\">")
        .append(Html.escaped(description))
        .append("</desc>\n")
        .append(STYLE);
    text.append("<rect class=\"paper\" width=\"").append(width);
    text.append("\" height=\"").append(height).append("\"/>\n");
  }

  void line(String kind, Point from, Point to, String words) {
    text.append("<line class=\"").append(kind).append('"');
    number("x1", from.x());
    number("y1", from.y());
    number("x2", to.x());
    number("y2", to.y());
    close("line", words);
  }

  void circle(String kind, Point at, int radius, String words) {
    text.append("<circle class=\"").append(kind).append('"');
    number("cx", at.x());
    number("cy", at.y());
    number("r", radius);
    close("circle", words);
  }

  /// The head of an arrow that comes from `from`.
  void head(String kind, Point from, Point tip) {
    double length = Math.sqrt(square(tip.x() - from.x()) + square(tip.y() - from.y()));
    if (length < 1) {
      return;
    }
    double dx = (tip.x() - from.x()) / length;
    double dy = (tip.y() - from.y()) / length;
    int backX = (int) Math.round(tip.x() - 7 * dx);
    int backY = (int) Math.round(tip.y() - 7 * dy);
    int sideX = (int) Math.round(3 * dy);
    int sideY = (int) Math.round(3 * dx);
    line(kind, new Point(backX + sideX, backY - sideY), tip, "");
    line(kind, new Point(backX - sideX, backY + sideY), tip, "");
  }

  /// Two strokes where a message was lost.
  void cross(Point at, String words) {
    line("wound", new Point(at.x() - 4, at.y() - 4), new Point(at.x() + 4, at.y() + 4), words);
    line("wound", new Point(at.x() - 4, at.y() + 4), new Point(at.x() + 4, at.y() - 4), words);
  }

  /// @param anchor `start`, `middle` or `end`: which end of the words stands there
  void words(String kind, Point at, String anchor, String words) {
    text.append("<text class=\"").append(kind).append('"');
    number("x", at.x());
    number("y", at.y());
    text.append(" text-anchor=\"").append(anchor).append("\">").append(Html.escaped(words));
    text.append("</text>\n");
  }

  String svg() {
    return text + "</svg>\n";
  }

  private static double square(double length) {
    return length * length;
  }

  private void number(String name, int value) {
    text.append(' ').append(name).append("=\"").append(value).append('"');
  }

  private void close(String tag, String words) {
    if (words.isEmpty()) {
      text.append("/>\n");
    } else {
      text.append("><title>")
          .append(Html.escaped(words))
          .append("</title></")
          .append(tag)
          .append(">\n");
    }
  }
}
