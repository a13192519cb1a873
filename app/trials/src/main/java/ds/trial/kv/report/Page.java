package ds.trial.kv.report;

import ds.lab.history.timeline.Html;
import ds.trial.kv.judge.Judgement;
import ds.trial.kv.judge.Moments;
import ds.trial.kv.judge.Ruling;
import ds.trial.kv.stage.Pulse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The account as a page that stands by itself.
final class Page {

  private final Account account;
  private final Span span;

  Page(Account account) {
    this.account = account;
    List<Pulse.Second> seconds = account.pulse().seconds();
    this.span = new Span(account.pulse().begin(), Math.max(1, seconds.size()) * 1_000_000_000L);
  }

  String written() {
    return Look.HEAD.titled(account.verdict().headline())
        + opening()
        + figures()
        + "<h2>Faults, and what clients got done meanwhile</h2>\n"
        + new Chart(span, account.faults(), account.pulse().seconds()).drawn()
        + "<h2>What was promised</h2>\n<div class=\"judges\">\n"
        + account.all().stream().map(Page::judge).collect(Collectors.joining())
        + "</div>\n</body>\n</html>\n";
  }

  private String opening() {
    var verdict = account.verdict();
    String about =
        account.about().stream()
            .map(fact -> "<p class=\"faint\">" + Html.escaped(fact) + "</p>\n")
            .collect(Collectors.joining());
    return "<h1 class=\"dot %s\">%s</h1>\n<p><code>%s</code></p>\n%s"
        .formatted(
            verdict.look(),
            Html.escaped(verdict.headline()),
            Html.escaped(account.command()),
            about);
  }

  private String figures() {
    Pulse pulse = account.pulse();
    String gap = Moments.span(pulse.longestGapNanos());
    return "<dl class=\"figures\">\n"
        + figure("lasted", span.clock(span.begin() + span.nanos()) + " min")
        + figure("faults", number(account.faults().size()))
        + figure("writes", number(pulse.total(Pulse.End.WRITTEN)))
        + figure("reads", number(pulse.total(Pulse.End.READ)))
        + figure("of unknown outcome", number(pulse.total(Pulse.End.MAYBE)))
        + figure("longest without a write", gap)
        + figure("that began at", span.clock(pulse.longestGapFrom()))
        + "</dl>\n";
  }

  private static String figure(String name, String value) {
    return "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(name, value);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String judge(Judgement judgement) {
    Verdict verdict = Verdict.of(judgement.ruling());
    String numbers =
        judgement.numbers().entrySet().stream()
            .map(e ->
                "<dt>%s</dt><dd>%s</dd>\n"
                    .formatted(Html.escaped(e.getKey()), number(e.getValue())))
            .collect(Collectors.joining());
    return "<section class=\"judge %s-card\"><h3><span class=\"dot %s\">%s: %s</span></h3>\n"
            .formatted(
                verdict.look(), verdict.look(), Html.escaped(judgement.judge()), verdict.word())
        + "<p>"
        + Html.escaped(judgement.promise())
        + "</p>\n"
        + reason(judgement.ruling())
        + "<dl>\n"
        + numbers
        + "</dl></section>\n";
  }

  private static String reason(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Pass() -> "";
      case Ruling.Fail(var witness) -> "<pre>" + lines(witness) + "</pre>\n";
      case Ruling.Unknown(var reason) -> "<pre>" + lines(reason) + "</pre>\n";
    };
  }

  private static String lines(String text) {
    return text.lines().map(Html::escaped).collect(Collectors.joining("\n"));
  }
}
