package ds.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LoopTest {

  private static final long PATIENCE_SECONDS = 60;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final Loop loop = new Loop(thread);
  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    loop.close();
    thread.shutdownNow();
  }

  private static void fail() {
    throw new IllegalStateException("broken on purpose");
  }

  private String next() throws InterruptedException {
    return String.valueOf(done.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("a task that throws holds up neither the tasks behind it nor a deadline")
  void throwingTask() throws Exception {
    var goOn = new CountDownLatch(1);
    loop.post(() -> {
      loop.deadlines().at(System.nanoTime(), () -> done.add("the deadline"));
      await(goOn);
    });
    loop.post(LoopTest::fail);
    loop.post(() -> done.add("the task behind"));
    goOn.countDown();

    assertThat(next()).isEqualTo("the task behind");
    assertThat(next()).isEqualTo("the deadline");
  }

  @Test
  @DisplayName("a deadline that throws holds up none of those behind it")
  void throwingDeadline() throws Exception {
    loop.post(() -> {
      long now = System.nanoTime();
      loop.deadlines().at(now, LoopTest::fail);
      loop.deadlines().at(now + 1, () -> done.add("the deadline behind"));
    });

    assertThat(next()).isEqualTo("the deadline behind");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts", e);
    }
  }
}
