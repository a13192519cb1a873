package ds.lab.history.timeline;

import ds.lab.history.History;
import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.Verdict;
import java.util.List;
import java.util.Optional;

/// A history drawn as a page: clients as rows, operations as bars, the legal order as a line
/// through them, and the operation that has no place in red.
///
/// The horizontal axis counts events instead of seconds. What a checker compares is their order,
/// and seconds would hide it: a thousand calls in one of them, none in the next. The page is one
/// file that loads nothing, and all that comes from the history passes through [Html].
public final class Timeline<I, O> {

  /// Times that differ by less than this were counted, not taken.
  private static final long COUNTED_NANOS_MAX = 10_000_000;

  private final Model<?, I, O> model;
  private final Optional<Operation<I, O>> culprit;
  private final List<Operation<I, O>> order;
  private final Sheet<I, O> sheet;
  private final int historySize;
  private final StringBuilder page = new StringBuilder();

  private Timeline(Model<?, I, O> model, History<I, O> history, Verdict<I, O> verdict) {
    this.model = model;
    this.culprit =
        verdict instanceof Verdict.Fail<I, O> fail ? Optional.of(fail.culprit()) : Optional.empty();
    this.order =
        switch (verdict) {
          case Verdict.Pass<I, O> pass -> pass.order();
          case Verdict.Fail<I, O> fail -> fail.prefix();
          case Verdict.Unknown<I, O> _ -> List.of();
        };
    this.sheet = Sheet.of(history, culprit);
    this.historySize = history.size();
  }

  /// The page.
  ///
  /// @param title what the history is called, such as the name of its file
  /// @param summary the verdict in words
  public static <I, O> String html(
      String title,
      Summary summary,
      Model<?, I, O> model,
      History<I, O> history,
      Verdict<I, O> verdict) {
    var timeline = new Timeline<>(model, history, verdict);
    timeline.head(title, summary, verdict);
    timeline.chart();
    timeline.page.append(Look.SCRIPT).append("</body>\n</html>\n");
    return timeline.page.toString();
  }

  private void head(String title, Summary summary, Verdict<I, O> verdict) {
    String kind =
        switch (verdict) {
          case Verdict.Pass<I, O> _ -> "pass";
          case Verdict.Fail<I, O> _ -> "fail";
          case Verdict.Unknown<I, O> _ -> "unknown";
        };
    page.append(Look.HEAD.titled(title))
        .append("<header class=\"" + kind + "\">\n")
        .append("<p class=\"file\">" + Html.escaped(title) + "</p>\n")
        .append("<h1>" + Html.escaped(summary.headline()) + "</h1>\n")
        .append("<p class=\"why\">" + Html.escaped(summary.explanation()) + "</p>\n")
        .append("<p class=\"extent\">" + Html.escaped(summary.extent()) + "</p>\n")
        .append("</header>\n")
        .append(Look.TOOLS);
  }

  private void chart() {
    page.append("<div class=\"chart\">\n<div class=\"names\" aria-hidden=\"true\">\n");
    for (String client : sheet.clients()) {
      page.append(
          "<div title=\"" + Html.escaped(client) + "\">" + Html.escaped(client) + "</div>\n");
    }
    page.append("</div>\n<div class=\"scroll\" tabindex=\"0\">\n")
        .append("<div class=\"canvas\" style=\"--events:" + sheet.width())
        .append(";--rows:" + sheet.clients().size() + "\">\n");
    sheet.drawn().forEach(this::bar);
    orderLine();
    page.append("</div>\n</div>\n</div>\n")
        .append(omission())
        .append("<output class=\"details\">Point at an operation to read all of it.</output>\n");
  }

  private String omission() {
    if (sheet.drawn().size() == historySize) {
      return "";
    }
    int first = sheet.drawn().getFirst().id() + 1;
    int last = sheet.drawn().getLast().id() + 1;
    return "<p class=\"extent\">Drawn are the operations from "
        + first
        + " to "
        + last
        + " of "
        + historySize
        + ".</p>\n";
  }

  private void bar(Operation<I, O> operation) {
    String words = Html.escaped(model.describe(operation));
    String told =
        words + " by " + Html.escaped(operation.process()) + Html.escaped(when(operation));
    page.append(
            "<div class=\"bar "
                + kind(operation)
                + length(operation)
                + "\" tabindex=\"0\" style=\"--from:")
        .append(sheet.from(operation) + ";--to:" + sheet.to(operation))
        .append(";--row:" + sheet.row(operation) + "\" title=\"" + told + "\"><span>")
        .append(words + "</span></div>\n");
  }

  private String kind(Operation<I, O> operation) {
    if (culprit.isEmpty()) {
      return operation.isUnknown() ? "lost" : "known";
    }
    if (culprit.get().equals(operation)) {
      return "culprit";
    }
    Object part = model.part(operation.input());
    String kind = operation.isUnknown() ? "lost" : "known";
    return part.equals(model.part(culprit.get().input())) ? kind : kind + " aside";
  }

  /// A short bar lets its label run on into the gap behind it.
  private String length(Operation<I, O> operation) {
    return sheet.to(operation) - sheet.from(operation) <= 2 ? " brief" : "";
  }

  private String when(Operation<I, O> operation) {
    Operation.Span span = operation.span();
    boolean isTimed =
        span.returnedAt() - span.invokedAt() > 0 && span.invokedAt() > COUNTED_NANOS_MAX;
    String called = ", called at event " + span.invoked();
    String ended =
        operation.isUnknown() ? ", outcome unknown" : ", answered at event " + span.returned();
    return called + ended + (isTimed ? " after " + duration(span) : "");
  }

  private static String duration(Operation.Span span) {
    long micros = (span.returnedAt() - span.invokedAt()) / 1_000;
    return micros / 1_000 + "." + String.valueOf(1_000 + micros % 1_000).substring(1) + " ms";
  }

  private void orderLine() {
    List<Double> points = Points.of(order);
    var line = new StringBuilder();
    var chips = new StringBuilder();
    for (int i = 0; i < order.size(); i++) {
      Operation<I, O> operation = order.get(i);
      double at = points.get(i) - sheet.first();
      if (at >= 0 && at <= sheet.width() && sheet.rows().containsKey(operation.process())) {
        double rounded = Math.round(at * 1_000) / 1_000.0;
        line.append(rounded + "," + (sheet.row(operation) + 0.2) + " ");
        chips
            .append("<i style=\"--at:" + rounded + ";--row:" + sheet.row(operation) + "\">")
            .append((i + 1) + "</i>\n");
      }
    }
    page.append("<svg viewBox=\"0 0 " + Math.max(1, sheet.width()) + " ")
        .append(Math.max(1, sheet.clients().size()))
        .append("\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><polyline points=\"")
        .append(line.toString().strip() + "\"/></svg>\n")
        .append(chips);
  }
}
