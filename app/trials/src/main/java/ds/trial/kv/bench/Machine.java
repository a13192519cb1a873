package ds.trial.kv.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// What the processor has done, for whom.
///
/// @param members process numbers of the servers
public record Machine(List<Long> members) {

  /// Linux counts in hundredths of a second here, whatever its own clock does.
  private static final long TICK = 10_000_000L;

  /// Of the first line of `/proc/stat`: user, nice, system, stolen. Interrupts are left out: they
  /// serve the packets and the disk of those that are measured, and are charged to no process.
  private static final int[] BUSY = {1, 2, 3, 8};

  /// Nanoseconds of work until now, without interrupts.
  ///
  /// @param members by process, in the order of their numbers
  public record Work(long at, long all, long self, List<Long> members) {

    /// How many cores others used since.
    public double foreignSince(Work before) {
      long own = self - before.self + sum(members) - sum(before.members);
      return Math.max(0, (double) (all - before.all - own) / (at - before.at));
    }

    private static long sum(List<Long> work) {
      return work.stream().mapToLong(it -> it).sum();
    }
  }

  /// What it has done by now.
  public Work work() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Work(
        System.nanoTime(),
        busy(),
        system.getProcessCpuTime(),
        members.stream().map(Machine::workOf).toList());
  }

  private static long busy() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      String[] fields = lines.findFirst().orElse("").split(" +");
      return TICK * LongStream.of(ticks(fields)).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long[] ticks(String[] fields) {
    return Arrays.stream(BUSY).mapToLong(i -> Long.parseLong(fields[i])).toArray();
  }

  private static long workOf(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO)
        .toNanos();
  }

  /// What each member has in memory, in bytes; 0 if it has ended.
  List<Long> resident() {
    return members.stream().map(Machine::residentOf).toList();
  }

  private static long residentOf(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}
