package ds.trial.kv.bench.growth;

import ds.trial.kv.bench.Contender;
import ds.trial.kv.load.Latencies;
import ds.trial.kv.load.Load;
import ds.trial.kv.load.LoadPlan;
import ds.trial.kv.load.Tally;
import ds.trial.process.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Writes at a rate until members of ours have written some snapshots, and tells the writes that
/// met one from the others.
///
/// @param plan the writes; at a rate, so that one which had to wait for another counts as waiting
/// @param snapshots how many are wanted
/// @param patience how long at most
public record Snapshotting(LoadPlan plan, int snapshots, Duration patience) {

  private static final long SLICE_MILLISECONDS = 100;
  private static final int WARM_UP = 3;

  /// Of the time without a snapshot ten seconds are wanted, too.
  private static final int SLICES_APART = 100;

  /// As the journal names its files.
  private static final String SNAPSHOT = "checkpoint-";

  private static final String UNFINISHED = ".new";

  /// What was seen.
  ///
  /// @param lengths of the snapshots that were written from their begin to their end, in
  ///   nanoseconds
  /// @param bytes of the largest
  /// @param beside writes that were answered while one was being written
  /// @param apart the others
  /// @param pauses for garbage
  public record Seen(
      List<Long> lengths, long bytes, Tally beside, Tally apart, Memory memory, Latencies pauses) {

    /// For a program to read.
    public Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("snapshot_seconds", lengths.stream().map(it -> it / 1e9).toList());
      fields.put("snapshot_bytes", bytes);
      fields.put("beside", fields(beside));
      fields.put("apart", fields(apart));
      fields.put("rss_bytes_before", memory.before());
      fields.put("rss_bytes_peak", memory.peak());
      fields.put("gc_pauses", pauses.count());
      fields.put("gc_p99_ms", pauses.quantile(0.99) / 1e6);
      fields.put("gc_max_ms", pauses.max() / 1e6);
      return fields;
    }

    private static Map<String, Object> fields(Tally tally) {
      Latencies it = tally.latencies();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("writes", it.count());
      for (double share : List.of(0.5, 0.99, 0.999, 1.0)) {
        fields.put("p%s_ms".formatted(100 * share), it.quantile(share) / 1e6);
      }
      fields.put("errors", tally.errors());
      return fields;
    }
  }

  /// What the largest member had in memory.
  ///
  /// @param before when every key was written and no snapshot any more
  /// @param peak while it was measured
  public record Memory(long before, long peak) {}

  /// @throws IllegalStateException if too few were written in time
  public Seen run(Contender contender, Path folder) throws InterruptedException {
    List<Path> places = places(contender.cluster());
    long deadline = System.nanoTime() + patience.toNanos();
    while (isWriting(places)) {
      demandTime(deadline);
      TimeUnit.MILLISECONDS.sleep(SLICE_MILLISECONDS);
    }
    var pauses = new GcLog(folder);
    pauses.take();
    long before = contender.residentBytes();
    try (Load load = Load.begin(List.of(contender.awaitLeader()), plan)) {
      TimeUnit.SECONDS.sleep(WARM_UP);
      load.take();
      var watch = new Watch(places, contender, before);
      while (watch.lengths.size() < snapshots || watch.slicesApart < SLICES_APART) {
        demandTime(deadline);
        TimeUnit.MILLISECONDS.sleep(SLICE_MILLISECONDS);
        watch.look(load.take());
      }
      var memory = new Memory(before, watch.peak);
      return new Seen(
          watch.lengths, size(places), watch.beside, watch.apart, memory, pauses.take());
    }
  }

  private void demandTime(long deadline) {
    if (System.nanoTime() - deadline > 0) {
      throw new IllegalStateException(
          "%d snapshots were not written in %d s".formatted(snapshots, patience.toSeconds()));
    }
  }

  private static List<Path> places(Cluster cluster) {
    return cluster.names().stream().map(name -> cluster.place(name).directory()).toList();
  }

  private static boolean isWriting(List<Path> places) {
    return files(places).anyMatch(it -> it.toString().endsWith(UNFINISHED));
  }

  /// Of the largest that is finished.
  private static long size(List<Path> places) {
    return files(places)
        .filter(it -> !it.toString().endsWith(UNFINISHED))
        .mapToLong(it -> it.toFile().length())
        .max()
        .orElse(0);
  }

  private static Stream<Path> files(List<Path> places) {
    List<Path> found = new ArrayList<>();
    for (Path place : places) {
      try (var files = Files.newDirectoryStream(place, SNAPSHOT + "*")) {
        files.forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found.stream();
  }

  /// Looks again and again whether a snapshot is being written.
  private static final class Watch {

    private final List<Path> places;
    private final Contender contender;
    private final Tally beside = new Tally();
    private final Tally apart = new Tally();
    private final List<Long> lengths = new ArrayList<>();
    private long peak;
    private int slicesApart;
    private boolean wasWriting;
    private long begun;

    Watch(List<Path> places, Contender contender, long resident) {
      this.places = places;
      this.contender = contender;
      this.peak = resident;
    }

    void look(Tally since) {
      boolean writes = isWriting(places);
      if (writes || wasWriting) {
        beside.add(since);
      } else {
        apart.add(since);
        slicesApart++;
      }
      peak = Math.max(peak, contender.residentBytes());
      if (writes && !wasWriting) {
        begun = System.nanoTime();
      } else if (wasWriting && !writes) {
        lengths.add(System.nanoTime() - begun);
      }
      wasWriting = writes;
    }
  }
}
