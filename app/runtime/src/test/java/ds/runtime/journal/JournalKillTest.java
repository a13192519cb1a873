package ds.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process is killed, without a chance to say a word, as often as there is time for.
class JournalKillTest {

  private static final int ROUNDS_MIN = 3;
  private static final int ROUNDS_MAX = 20;
  private static final long BUDGET = TimeUnit.SECONDS.toNanos(6);

  @TempDir Path directory;

  private long durable;
  private int checkpoints;

  @Test
  void nothingThatWasSaidToBeDurableIsLost() throws IOException, InterruptedException {
    var random = new SplittableRandom(1);
    long begin = System.nanoTime();
    for (int i = 0; i < ROUNDS_MAX; i++) {
      killAfter(1 + random.nextInt(3000));
      boolean isEnough = i >= ROUNDS_MIN && checkpoints > 0;
      if (isEnough && System.nanoTime() - begin > BUDGET) {
        break;
      }
    }
    assertThat(durable).isPositive();
    assertThat(checkpoints).isPositive();
  }

  private void killAfter(int lines) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                KillVictim.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = process.inputReader()) {
      String first = said.readLine();
      assertThat(first).as("what the process says first").startsWith("recovered ");
      assertThat(number(first)).isGreaterThanOrEqualTo(durable);
      for (int i = 0; i < lines; i++) {
        hear(said.readLine());
      }
      process.destroyForcibly();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void hear(String line) {
    if (line.equals("checkpoint")) {
      checkpoints++;
    } else {
      durable = number(line);
    }
  }

  private static long number(String line) {
    return Long.parseLong(line.substring(line.indexOf(' ') + 1));
  }
}
