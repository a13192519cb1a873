package ds.trial.kv.bench.growth;

import static ds.trial.kv.bench.growth.Windows.kind;

import ds.trial.kv.bench.Contender;
import ds.trial.kv.bench.Machine;
import ds.trial.kv.bench.Machine.Work;
import ds.trial.kv.bench.Meter;
import ds.trial.kv.bench.growth.SnapshotFiles.Look;
import ds.trial.kv.bench.growth.Snapshotted.Memory;
import ds.trial.kv.bench.growth.Windows.Second;
import ds.trial.kv.load.Content;
import ds.trial.kv.load.Load;
import ds.trial.kv.load.LoadPlan;
import ds.trial.kv.load.Mix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Writes at a rate until members of ours have written some snapshots, and tells the seconds in
/// which one was written from the others.
///
/// With a large store one snapshot may follow the other, as each takes longer than the log takes to
/// be due for the next. So the load rests until none is written and begins anew, as often as
/// seconds without one are lacking.
///
/// @param rate writes a second: one that had to wait for another counts as waiting
/// @param heard is told how far it has come
public record Snapshotting(Content content, double rate, Wanted wanted, Consumer<String> heard) {

  private static final int FILLERS = 64;
  private static final int IN_FLIGHT = 256;
  private static final int WARM_UP = 3;
  private static final int LOOKS_IN_A_SECOND = 10;
  private static final long LOOK_NANOS = 1_000_000_000L / LOOKS_IN_A_SECOND;
  private static final int SECONDS_BETWEEN_WORDS = 10;

  /// @param snapshots how many at least
  /// @param seconds how many quiet ones, beside snapshots and without
  /// @param patience how long at most, from the first key on
  public record Wanted(int snapshots, int seconds, Duration patience) {}

  /// @throws IllegalStateException if too few snapshots were written in time
  public Snapshotted run(Contender contender, Path folder) throws InterruptedException {
    long deadline = System.nanoTime() + wanted.patience().toNanos();
    fill(contender, deadline);
    var watch = new Watch(contender, deadline);
    watch.rest();
    var pauses = new GcLog(folder);
    pauses.take();
    long before = contender.residentBytes();
    watch.round();
    while (!watch.hasSeenEnough() && !isOver(deadline)) {
      watch.rest();
      watch.round();
    }
    if (watch.lengths.size() < wanted.snapshots() || kind(watch.seconds, false).isEmpty()) {
      throw late(
          "%d snapshots were written, and %d seconds were without one"
              .formatted(watch.lengths.size(), kind(watch.seconds, false).size()));
    }
    var memory = new Memory(before, Math.max(before, watch.peak));
    return new Snapshotted(
        watch.lengths, watch.last.largest(), watch.seconds, memory, pauses.take());
  }

  private void fill(Contender contender, long deadline) throws InterruptedException {
    var plan = LoadPlan.closed(content, Mix.PUT, FILLERS);
    var looks = new int[1];
    Load.fill(
        List.of(contender.awaitLeader()),
        plan,
        written -> {
          contender.demandAll();
          if (isOver(deadline)) {
            throw late(String.format(Locale.ROOT, "%,d keys were written", written));
          }
          if (looks[0]++ % SECONDS_BETWEEN_WORDS == 0 || written == content.keys()) {
            heard.accept(
                String.format(Locale.ROOT, "%,d of %,d keys are written", written, content.keys()));
          }
        });
  }

  private IllegalStateException late(String what) {
    return new IllegalStateException(what + " in " + wanted.patience().toSeconds() + " s");
  }

  private static boolean isOver(long deadline) {
    return System.nanoTime() - deadline > 0;
  }

  /// Looks again and again whether a snapshot is being written.
  private final class Watch {

    private final Contender contender;
    private final long deadline;
    private final Machine machine;
    private final SnapshotFiles files;
    private final List<Second> seconds = new ArrayList<>();
    private final List<Long> lengths = new ArrayList<>();
    private Look last;
    private long lastRest;
    private Work work;
    private boolean wasQuiet;
    private boolean wasBeside;
    private long peak;

    Watch(Contender contender, long deadline) {
      this.contender = contender;
      this.deadline = deadline;
      machine = new Machine(contender.pids());
      files = SnapshotFiles.of(contender.cluster());
      last = files.look();
      work = machine.work();
    }

    /// Waits until nothing is written any more.
    void rest() throws InterruptedException {
      heard.accept("waits until no snapshot is being written");
      int looksAtRest = 0;
      while (looksAtRest < LOOKS_IN_A_SECOND && !isOver(deadline)) {
        TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
        last = files.look();
        looksAtRest = last.isWriting() ? 0 : looksAtRest + 1;
      }
      lastRest = System.nanoTime();
    }

    /// Measures until enough was seen, or until one snapshot follows another although seconds
    /// without are lacking.
    void round() throws InterruptedException {
      LoadPlan plan = LoadPlan.closed(content, Mix.PUT, IN_FLIGHT).at(rate);
      int snapshotsBefore = lengths.size();
      try (Load load = Load.begin(List.of(contender.awaitLeader()), plan)) {
        TimeUnit.SECONDS.sleep(WARM_UP);
        load.take();
        wasQuiet = foreignSince() <= Meter.FOREIGN_MAX;
        wasBeside = false;
        boolean goesOn = true;
        while (goesOn && !isOver(deadline)) {
          second(load);
          boolean follows = lengths.size() > snapshotsBefore && last.isWriting();
          boolean lacks = !Windows.isEnough(kind(seconds, false), wanted.seconds());
          goesOn = !hasSeenEnough() && !(follows && lacks);
        }
      }
    }

    boolean hasSeenEnough() {
      return lengths.size() >= wanted.snapshots() && Windows.areEnough(seconds, wanted.seconds());
    }

    /// What went wrong in a second is seen in the next one, too: writes that had to wait are caught
    /// up on, and the log is cut behind a snapshot. So it counts as it would count by itself only
    /// if the one before does as well.
    private void second(Load load) throws InterruptedException {
      contender.demandAll();
      long begun = System.nanoTime();
      boolean isBeside = false;
      for (int i = 1; i <= LOOKS_IN_A_SECOND; i++) {
        TimeUnit.NANOSECONDS.sleep(begun + i * LOOK_NANOS - System.nanoTime());
        isBeside |= look();
      }
      double foreign = foreignSince();
      boolean isQuiet = foreign <= Meter.FOREIGN_MAX;
      seconds.add(new Second(load.take(), foreign, isBeside || wasBeside, isQuiet && wasQuiet));
      wasBeside = isBeside;
      wasQuiet = isQuiet;
      if (seconds.size() % SECONDS_BETWEEN_WORDS == 0) {
        heard.accept(
            "%d seconds beside snapshots and %d without; %d of all were quiet"
                .formatted(
                    kind(seconds, true).size(),
                    kind(seconds, false).size(),
                    seconds.stream().filter(Second::isQuiet).count()));
      }
    }

    private double foreignSince() {
      Work before = work;
      work = machine.work();
      return work.foreignSince(before);
    }

    /// @return whether a snapshot is being written, or was since the last look
    private boolean look() {
      Look before = last;
      last = files.look();
      peak = Math.max(peak, contender.residentBytes());
      int finished = last.finishedSince(before);
      if (finished > 0) {
        lengths.add(System.nanoTime() - lastRest);
        heard.accept(
            String.format(
                Locale.ROOT, "a snapshot was written in %.1f s", lengths.getLast() / 1e9));
      }
      if (finished > 0 || !last.isWriting()) {
        lastRest = System.nanoTime();
      }
      return finished > 0 || last.isWriting();
    }
  }
}
