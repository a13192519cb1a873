package ds.trial.kv.report;

import com.google.gson.GsonBuilder;
import ds.trial.kv.judge.Judgement;
import ds.trial.kv.judge.Ruling;
import ds.trial.kv.stage.Pulse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes what is known of a trial, for people and for programs.
public final class Report {

  private static final double SECOND = 1e9;
  private static final double MILLI = 1e6;

  private Report() {}

  /// Writes `report.html` and `report.json` into a folder, which is made if it is missing.
  public static void write(Account account, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.html"), new Page(account).written());
    String summary = new GsonBuilder().setPrettyPrinting().create().toJson(summary(account));
    Files.writeString(folder.resolve("report.json"), summary + "\n");
  }

  private static Map<String, Object> summary(Account account) {
    Pulse pulse = account.pulse();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("verdict", account.verdict().look());
    summary.put("command", account.command());
    summary.put("about", account.about());
    for (Pulse.End end : Pulse.End.values()) {
      summary.put(end.words(), pulse.total(end));
    }
    summary.put("longestGapSeconds", pulse.longestGapNanos() / SECOND);
    summary.put("longestGapFromSecond", (pulse.longestGapFrom() - pulse.begin()) / SECOND);
    summary.put("judges", account.all().stream().map(Report::judge).toList());
    summary.put("faults", account.faults().stream().map(f -> fault(f, pulse.begin())).toList());
    summary.put("seconds", pulse.seconds().stream().map(Report::second).toList());
    return summary;
  }

  private static Map<String, Object> judge(Judgement judgement) {
    Map<String, Object> judge = new LinkedHashMap<>();
    judge.put("judge", judgement.judge());
    judge.put("verdict", Verdict.of(judgement.ruling()).look());
    judge.put("promise", judgement.promise());
    switch (judgement.ruling()) {
      case Ruling.Pass() -> {}
      case Ruling.Fail(var witness) -> judge.put("witness", witness);
      case Ruling.Unknown(var reason) -> judge.put("reason", reason);
    }
    judge.put("numbers", judgement.numbers());
    return judge;
  }

  private static Map<String, Object> fault(Fault fault, long begin) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("from", (fault.begin() - begin) / SECOND);
    told.put("to", (fault.end() - begin) / SECOND);
    told.put("kind", fault.kind());
    told.put("target", fault.target());
    return told;
  }

  /// Reads, writes, not done, of unknown outcome, and milliseconds at p50 and p99.
  private static List<Number> second(Pulse.Second second) {
    return List.of(
        second.reads(),
        second.writes(),
        second.notDone(),
        second.maybe(),
        second.p50Nanos() / MILLI,
        second.p99Nanos() / MILLI);
  }
}
