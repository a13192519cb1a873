package ds.trial.kv.workload;

import ds.trial.kv.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Players, each on a thread of its own, until the stage is over.
final class Crowd {

  private final Stage stage;
  private final List<Thread> threads = new ArrayList<>();

  Crowd(Stage stage) {
    this.stage = stage;
  }

  int size() {
    return threads.size();
  }

  void start(Player player) {
    threads.add(Thread.ofVirtual().start(() -> run(player)));
  }

  private void run(Player player) {
    try (player) {
      while (!stage.isOver()) {
        player.play();
      }
    } catch (RuntimeException e) {
      stage.failed(e);
    }
  }

  /// Tells them to stop, and waits.
  ///
  /// @return whether all have
  boolean stop(Duration patience) {
    stage.stop();
    long until = System.nanoTime() + patience.toNanos();
    boolean haveEnded = true;
    try {
      for (Thread thread : threads) {
        haveEnded &= thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return haveEnded;
  }
}
