package ds.trial.kv.stage;

import ds.trial.kv.client.Endpoints;
import ds.trial.kv.client.KvClient;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What all clients of a trial share.
public final class Stage {

  private final Endpoints endpoints;
  private final Settings settings;
  private final Pulse pulse;
  private final Court court;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);

  public Stage(Endpoints endpoints, Settings settings, Pulse pulse, Court court) {
    this.endpoints = endpoints;
    this.settings = settings;
    this.pulse = pulse;
    this.court = court;
  }

  public Settings settings() {
    return settings;
  }

  public Pulse pulse() {
    return pulse;
  }

  public Court court() {
    return court;
  }

  /// Below which all keys of this trial are. A trial may follow another on the same cluster.
  public String root() {
    return "trial-"
        + Long.toHexString(settings.seed())
        + "-"
        + Long.toHexString(pulse.begin())
        + "/";
  }

  public Caller caller(String process, int number) {
    return new Caller(this, process, new KvClient(endpoints, number, settings.patience()));
  }

  public Random random(int number) {
    return new Random(settings.seed() * 1_000_003 + number);
  }

  /// A client has failed by a defect of its own.
  public void failed(RuntimeException defect) {
    failures.add(defect.toString());
  }

  public List<String> failures() {
    return List.copyOf(failures);
  }

  public void stop() {
    end.countDown();
  }

  public boolean isOver() {
    return end.getCount() == 0;
  }

  /// What a client does between two calls.
  public void rest() {
    pause(settings.pause());
  }

  /// Waits, but not beyond the end.
  public void pause(Duration time) {
    try {
      boolean _ = end.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
