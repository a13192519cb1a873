package ds.trial.kv.report;

import ds.lab.history.timeline.Html;
import ds.trial.kv.stage.Pulse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Faults as bars, and under them what clients got done at the same time.
///
/// Drawings are stretched to whatever width there is, texts are not: they stand in the page, at
/// shares of the width.
final class Chart {

  private static final double MILLI = 1e6;

  /// Latencies are drawn from a tenth of a millisecond to ten seconds.
  private static final double DECADES = 5;

  private static final long SECOND = 1_000_000_000;

  private final Span span;
  private final List<Fault> faults;
  private final List<Pulse.Second> seconds;
  private final StringBuilder page = new StringBuilder();

  Chart(Span span, List<Fault> faults, List<Pulse.Second> seconds) {
    this.span = span;
    this.faults = faults;
    this.seconds = seconds;
  }

  String drawn() {
    page.append("<div class=\"chart\">\n");
    lanes();
    double top =
        niceAbove(
            seconds.stream().mapToDouble(s -> Math.max(s.reads(), s.writes())).max().orElse(0));
    panel(
        "<b>calls a second</b>" + key("reads") + key("writes"),
        linear(top),
        line("reads", s -> s.reads() / top) + line("writes", s -> s.writes() / top));
    panel(
        "<b>time to an answer</b>" + key("p50") + key("p99"),
        logarithmic(),
        line("p50", s -> height(s.p50Nanos())) + line("p99", s -> height(s.p99Nanos())));
    double most =
        niceAbove(
            seconds.stream().mapToDouble(s -> Math.max(s.maybe(), s.notDone())).max().orElse(0));
    panel(
        "<b>calls that failed</b>"
            + "<span class=\"lost\"><i class=\"key\"></i>unknown outcome </span>"
            + "<span class=\"ink\"><i class=\"key\"></i>not done</span>",
        linear(most),
        line("ink", s -> s.notDone() / most) + line("lost", s -> s.maybe() / most));
    ticks();
    return page.append("</div>\n").toString();
  }

  private static String key(String name) {
    return "<span class=\"%s\"><i class=\"key\"></i>%s </span>".formatted(name, name);
  }

  private void lanes() {
    Map<String, List<Fault>> kinds = new LinkedHashMap<>();
    faults.forEach(fault -> kinds.computeIfAbsent(fault.kind(), _ -> new ArrayList<>()).add(fault));
    kinds.forEach((kind, all) -> {
      page.append("<div class=\"row lane\"><div class=\"name\">")
          .append(Html.escaped(kind))
          .append(" <span class=\"faint\">")
          .append(all.size())
          .append("</span></div><div class=\"plot\">");
      open();
      all.forEach(fault -> bar(fault, "fault", 15, 70));
      page.append("</svg></div></div>\n");
    });
  }

  /// One that was over at once is drawn as long as it takes to be seen.
  private void bar(Fault fault, String look, int top, int height) {
    double from = span.at(fault.begin());
    double width = Math.max(span.at(fault.end()) - from, 1.5);
    page.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\""
                + " height=\"%d\"><title>%s</title></rect>",
            look,
            from,
            top,
            width,
            height,
            Html.escaped(
                "%s %s, %s to %s"
                    .formatted(
                        fault.kind(),
                        fault.target(),
                        span.clock(fault.begin()),
                        span.clock(fault.end())))));
  }

  private void open() {
    page.append("<svg viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\" role=\"img\">");
  }

  /// A height, as a share of the panel's, with what stands beside it.
  private record Mark(double height, String words) {}

  private static List<Mark> linear(double top) {
    return List.of(new Mark(1, number(top)), new Mark(0.5, number(top / 2)));
  }

  private static List<Mark> logarithmic() {
    return List.of(
        new Mark(0.2, "1 ms"),
        new Mark(0.4, "10 ms"),
        new Mark(0.6, "100 ms"),
        new Mark(0.8, "1 s"));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private void panel(String name, List<Mark> marks, String lines) {
    page.append("<div class=\"row panel\"><div class=\"name\">")
        .append(name)
        .append("</div><div class=\"plot\">");
    open();
    faults.forEach(fault -> bar(fault, "shade", 0, 100));
    for (Mark mark : marks) {
      double y = 100 - 100 * mark.height();
      page.append(
          String.format(Locale.ROOT, "<line x1=\"0\" x2=\"1000\" y1=\"%.1f\" y2=\"%.1f\"/>", y, y));
    }
    page.append(lines).append("</svg>");
    for (Mark mark : marks) {
      page.append(
          String.format(
              Locale.ROOT,
              "<span class=\"mark\" style=\"top:%.1f%%\">%s</span>",
              100 - 100 * mark.height(),
              mark.words()));
    }
    page.append("</div></div>\n");
  }

  /// Through the middles of the seconds; the last one is not whole and left out.
  private String line(String look, ToDoubleFunction<Pulse.Second> height) {
    var path = new StringBuilder();
    for (int i = 0; i < seconds.size() - 1; i++) {
      double x = span.at(span.begin() + i * SECOND + SECOND / 2);
      double y = 100 - 98 * Math.clamp(height.applyAsDouble(seconds.get(i)), 0, 1);
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
    }
    return path.isEmpty() ? "" : "<path class=\"%s\" d=\"%s\"/>".formatted(look, path);
  }

  private static double height(long nanos) {
    return nanos == 0 ? 0 : (Math.log10(nanos / MILLI) + 1) / DECADES;
  }

  private void ticks() {
    page.append("<div class=\"row ticks\"><div class=\"name\"></div><div class=\"plot\">");
    long step = span.step() * SECOND;
    for (long moment = 0; moment <= span.nanos(); moment += step) {
      double share = span.at(span.begin() + moment) / 10;
      page.append(
          String.format(
              Locale.ROOT,
              "<span class=\"tick%s\" style=\"left:%.2f%%\">%s</span>",
              share > 95 ? " end" : "",
              share,
              span.clock(span.begin() + moment)));
    }
    page.append("</div></div>\n");
  }

  private static double niceAbove(double value) {
    double nice = 1;
    for (double power = 1; power <= 1e9; power *= 10) {
      for (double digit : new double[] {1, 2, 5}) {
        nice = digit * power;
        if (nice >= value) {
          return nice;
        }
      }
    }
    return nice;
  }
}
