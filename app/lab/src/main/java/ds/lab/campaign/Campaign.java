package ds.lab.campaign;

import ds.core.Check;
import ds.lab.run.Run;
import ds.lab.scenario.Property;
import ds.lab.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Runs a scenario under many seeds, on several threads.
///
/// All threads read the same [Scenario]. Each run makes its own nodes and invariants from it, so
/// that is safe as long as the makers in it hand out nothing that two runs could both change: no
/// maker may return the same object twice, keep a counter or fill a list of its own.
public final class Campaign<M> {

  /// From how many runs on a `sometimes` property that was never seen counts as a failure.
  public static final long VISITS_EXPECTED_AFTER = 100;

  /// How often progress is told: often enough for a bar that moves smoothly.
  private static final long PROGRESS_EVERY_MILLIS = 100;

  private final Scenario<M> scenario;
  private final LongSupplier nanoClock;
  private final Ledger ledger;
  private final Plan plan;
  private final AtomicBoolean isRun = new AtomicBoolean();

  public Campaign(Scenario<M> scenario, Plan plan) {
    this(scenario, plan, System::nanoTime);
  }

  /// @param nanoClock for speed and time left, as [System#nanoTime]
  Campaign(Scenario<M> scenario, Plan plan, LongSupplier nanoClock) {
    this.scenario = scenario;
    this.plan = plan;
    this.nanoClock = nanoClock;
    List<String> hopes = new ArrayList<>();
    for (Property<M> property : scenario.properties()) {
      if (property instanceof Property.Sometimes<M>(var name, _)) {
        hopes.add(name);
      }
    }
    this.ledger = new Ledger(plan, new Tally(hopes));
  }

  /// Runs the whole campaign and waits for its end. A campaign runs once.
  ///
  /// @param watcher is told the progress now and then, and at the end, by this thread
  /// @throws InterruptedException if this thread is interrupted; the campaign is stopped then
  /// @throws IllegalStateException if the scenario itself fails, say with an exception in an
  ///   invariant
  public Report run(Consumer<Progress> watcher) throws InterruptedException {
    Check.that(isRun.compareAndSet(false, true), "a campaign runs once");
    long begun = nanoClock.getAsLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(plan.threads(), plan.size()); i++) {
      threads.add(Thread.ofPlatform().name("campaign-" + i).daemon().start(this::work));
    }
    try {
      while (!ledger.await(PROGRESS_EVERY_MILLIS)) {
        watcher.accept(ledger.progress(nanoClock.getAsLong() - begun));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      ledger.stop();
    }
    ledger
        .defect()
        .ifPresent(defect -> {
          throw defect;
        });
    Report report = ledger.report(nanoClock.getAsLong() - begun, VISITS_EXPECTED_AFTER);
    watcher.accept(report.progress());
    return report;
  }

  /// Stops the campaign from any thread: runs under way are finished, and [#run] returns what was
  /// found so far.
  public void stop() {
    ledger.stop();
  }

  private void work() {
    long seed = plan.first();
    try {
      for (OptionalLong next = ledger.claim(); next.isPresent(); next = ledger.claim()) {
        seed = next.getAsLong();
        ledger.settle(new Run<>(scenario, seed).toEnd());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      ledger.fail(new IllegalStateException("seed " + seed + ": " + e, e));
    }
  }
}
