package ds.workbench.kv;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.server.ServerSettings.Tuning;
import ds.workbench.kv.embedded.Elsewhere;
import ds.workbench.kv.embedded.Plan;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whether somebody who starts a cluster is told that it serves.
@Timeout(300)
final class RunningTest {

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofSeconds(3);

  @TempDir private Path folder;

  @Test
  @DisplayName("members are led when they are started, and again at the same ports only")
  void ports() {
    Plan plan = Elsewhere.plan(folder.resolve("data"));
    assertThat(isLed(plan, LONG)).isTrue();
    assertThat(isLed(Elsewhere.plan(folder.resolve("data")), SHORT)).isFalse();
    assertThat(isLed(plan, LONG)).isTrue();
  }

  private static boolean isLed(Plan plan, Duration patience) {
    var running = new Running();
    try {
      return running.start(plan, Tuning.DEFAULT, patience);
    } finally {
      running.close();
    }
  }
}
