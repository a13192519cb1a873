package ds.trial.kv.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import ds.trial.kv.judge.Judgement;
import ds.trial.kv.judge.Ruling;
import ds.trial.kv.stage.Pulse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page and the summary, from one account.
class ReportTest {

  private static final long SECOND = 1_000_000_000;

  @TempDir private Path folder;

  private final Pulse pulse = new Pulse(0);

  @Test
  void thePageShowsFaultsFiguresAndWitnessesAndLoadsNothing() throws IOException {
    pulse.count(Pulse.End.WRITTEN, 0, SECOND);
    pulse.count(Pulse.End.MAYBE, SECOND, 4 * SECOND);
    pulse.count(Pulse.End.WRITTEN, 3 * SECOND, 5 * SECOND);
    var fault = new Fault(SECOND, 3 * SECOND, "kill <b>", "c");
    Report.write(account(List.of(fault), new Ruling.Fail("seen <script>x</script>")), folder);

    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page)
        .contains("A promise was broken", "kill &lt;b&gt;", "seen &lt;script&gt;", "4.000 s")
        .doesNotContain("<script", "http:", "https:", "url(", "src=", "href=");
    var summary =
        JsonParser.parseString(Files.readString(folder.resolve("report.json"))).getAsJsonObject();
    assertThat(summary.get("verdict").getAsString()).isEqualTo("fail");
    assertThat(summary.get("longestGapSeconds").getAsDouble()).isEqualTo(4.0);
    assertThat(summary.getAsJsonArray("faults")).hasSize(1);
    assertThat(summary.getAsJsonArray("seconds")).hasSize(6);
  }

  @Test
  void faultsThatNobodyFeltLeaveATrialOpen() {
    pulse.count(Pulse.End.WRITTEN, 0, SECOND);
    var fault = new Fault(0, SECOND, "kill", "c");
    assertThat(account(List.of(fault), new Ruling.Pass()).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(account(List.of(), new Ruling.Pass()).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aJudgeThatCannotTellIsNoPass() {
    assertThat(account(List.of(), new Ruling.Unknown("too little")).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  private Account account(List<Fault> faults, Ruling ruling) {
    var judgement = new Judgement("keys", "They are kept.", ruling, new LinkedHashMap<>());
    return new Account("./ds torture kv --seed 7", List.of(), pulse, faults, List.of(judgement));
  }
}
