package ds.lab.picture;

import ds.lab.history.timeline.Html;

/// Writes SVG: shapes with a class, which the style sheet colours, and with words for those who
/// point at them or cannot see them.
final class Sketch {

  /// Light and dark, by what the reader's system prefers. The ground is drawn too, so the picture
  /// is readable on whatever page it lies.
  private static final String STYLE =
      """
      <style>
      svg{--paper:#fffdf8;--ink:#1f2430;--faint:#6a7080;--rule:#c9ccd4;--bad:#b3261e;--good:#1b7f4b;
      --k0:#1f5fbf;--k1:#b3541e;--k2:#2b7a3f;--k3:#8a3fa0;--k4:#0f7c86;--k5:#a33a5c;--k6:#6b6a1c;
      --k7:#4a5568;font:13px system-ui,sans-serif}
      @media (prefers-color-scheme:dark){svg{--paper:#161a22;--ink:#e8eaf0;--faint:#a3a9b8;
      --rule:#454c5c;--bad:#ff8a80;--good:#6fd79b;--k0:#8ab4ff;--k1:#ffb27a;--k2:#86d998;
      --k3:#d9a6ea;--k4:#74d4dd;--k5:#ff9dba;--k6:#d6d27a;--k7:#b6c0d4}}
      .paper{fill:var(--paper)}text{fill:var(--ink)}.faint{fill:var(--faint);font-size:11px}
      .lane{stroke:var(--rule);stroke-width:1.5}.down{stroke:var(--bad);stroke-width:3;
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
