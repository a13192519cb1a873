package ds.workbench.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ds.trial.kv.judge.Judgement;
import ds.trial.kv.judge.Ruling;
import ds.trial.kv.report.Account;
import ds.trial.kv.torture.Torture;
import ds.trial.kv.torture.TortureSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A short trial of real servers; `./ds torture kv` makes long ones.
@Timeout(600)
final class TortureTest {

  @TempDir private Path directory;

  @Test
  @DisplayName("three members are killed and cut off, and keep their promises")
  void killAndCut() throws Exception {
    assumeThat(Path.of("/proc/self/fd")).as("signals and processes of Linux").isDirectory();
    var settings =
        new TortureSettings(
            SmallServer.program(),
            3,
            Duration.ofSeconds(5),
            1,
            Set.of("kill", "cut"),
            directory,
            "this test");
    Account account = new Torture(settings, System.out::println).run();

    assertThat(account.faults()).isNotEmpty();
    // Within seconds a slow machine shows too little of a history for more than that.
    assertThat(account.judgements())
        .noneMatch(it -> it.ruling() instanceof Ruling.Fail)
        .filteredOn(it -> it.ruling() instanceof Ruling.Pass)
        .extracting(Judgement::judge)
        .contains("recovery", "members", "servers");
  }
}
