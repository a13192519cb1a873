package ds.runtime.journal;

import ds.runtime.file.DiskStorage;
import ds.runtime.file.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Measures the journal on the disk of a directory that is given as the argument:
///
/// ```
/// java -cp … ds.runtime.journal.JournalBench /var/tmp/bench
/// ```
///
/// How many appends become durable in a second, and how long each waits, with 1, 64 and 1000 who
/// wait; the same while a checkpoint of 1 GB is streamed; how long a log of 1 GB takes to recover.
final class JournalBench {

  private static final int RECORD_BYTES = 256;
  private static final int PIECE_BYTES = 32 << 10;
  private static final long GIGABYTE = 1L << 30;

  private final Path directory;
  private final Pace pace;

  private JournalBench(Path directory, Pace pace) {
    this.directory = directory;
    this.pace = pace;
  }

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    int slice = Integer.getInteger("slice", 1 << 20);
    long rate = Long.getLong("rate", 128 << 20);
    var bench = new JournalBench(directory, new Pace(slice, rate));
    if (!Boolean.getBoolean("checkpoint")) {
      bench.flood();
      for (int waiting : new int[] {1, 64, 1000}) {
        bench.groupCommit(waiting, false);
      }
    }
    for (int waiting : new int[] {1, 64}) {
      bench.groupCommit(waiting, true);
    }
    if (!Boolean.getBoolean("checkpoint")) {
      bench.recovery();
    }
  }

  private Journal open() throws IOException {
    JournalSettings base = JournalSettings.DEFAULT;
    var settings =
        new JournalSettings(
            base.log(), base.frameBytesMax(), base.pendingBytesMax(), base.recordBytesMax(), pace);
    return Journal.open(directory, settings, new DiskStorage(), new Failing());
  }

  private void clean() throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /// As many as the disk takes, nobody waiting for any single one.
  private void flood() throws Exception {
    clean();
    try (var journal = open()) {
      JournalStream stream = journal.stream("bench");
      var record = new byte[RECORD_BYTES];
      long end = System.nanoTime() + 5_000_000_000L;
      long count = 0;
      long begin = System.nanoTime();
      while (System.nanoTime() < end) {
        for (int i = 0; i < 64; i++, count++) {
          stream.append(record, 0, record.length);
        }
        stream.sync(() -> {});
        while (stream.isFull()) {
          LockSupport.parkNanos(100_000);
        }
      }
      sync(stream);
      double seconds = (System.nanoTime() - begin) / 1e9;
      print("flood: %.0f appends/s, %.0f MB/s", count / seconds, count * 256 / seconds / 1e6);
    }
  }

  private void groupCommit(int waiting, boolean besideCheckpoint) throws Exception {
    clean();
    try (var journal = open()) {
      JournalStream stream = journal.stream("bench");
      new Loop(stream, waiting).run(() -> false, 2_000_000_000L);
      if (!besideCheckpoint) {
        print(
            "%4d waiting: %s", waiting, new Loop(stream, waiting).run(() -> false, 5_000_000_000L));
        return;
      }
      var done = new CountDownLatch(1);
      long begin = System.nanoTime();
      var time = new AtomicLong();
      journal.stream("large")
          .checkpoint(
              pieces(),
              0,
              () -> {
                time.set(System.nanoTime() - begin);
                done.countDown();
              });
      String report = new Loop(stream, waiting).run(() -> done.getCount() == 0, Long.MAX_VALUE);
      print(
          "%4d waiting, beside a checkpoint of 1 GB that took %.1f s: %s",
          waiting, time.get() / 1e9, report);
    }
  }

  private static Iterator<byte[]> pieces() {
    return IntStream.range(0, (int) (GIGABYTE / PIECE_BYTES))
        .mapToObj(_ -> new byte[PIECE_BYTES])
        .iterator();
  }

  private void recovery() throws Exception {
    clean();
    try (var journal = open()) {
      JournalStream stream = journal.stream("bench");
      var record = new byte[RECORD_BYTES];
      for (long done = 0; done < GIGABYTE; done += RECORD_BYTES) {
        stream.append(record, 0, record.length);
        while (stream.isFull()) {
          LockSupport.parkNanos(100_000);
        }
      }
      sync(stream);
    }
    for (int i = 0; i < 2; i++) {
      long begin = System.nanoTime();
      try (var journal = open()) {
        long opened = System.nanoTime();
        long count = 0;
        for (byte[] _ : journal.stream("bench").recover()) {
          count++;
        }
        long read = System.nanoTime();
        print(
            "recovery of 1 GB: open %.2f s, %d records read %.2f s",
            (opened - begin) / 1e9, count, (read - opened) / 1e9);
      }
    }
    clean();
  }

  private static void sync(JournalStream stream) throws InterruptedException {
    var done = new CountDownLatch(1);
    stream.sync(done::countDown);
    done.await();
  }

  @SuppressWarnings("SystemOut")
  private static void print(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }

  private interface Condition {
    boolean holds();
  }

  /// One thread that appends for many clients, each of whom waits for its record before the next.
  private static final class Loop {

    private static final int SAMPLES_MAX = 4_000_000;

    private final JournalStream stream;
    private final int clients;
    private final ConcurrentLinkedQueue<Long> durable = new ConcurrentLinkedQueue<>();
    private final long[] samples = new long[SAMPLES_MAX];
    private final byte[] record = new byte[RECORD_BYTES];

    Loop(JournalStream stream, int clients) {
      this.stream = stream;
      this.clients = clients;
    }

    String run(Condition end, long nanos) {
      Thread self = Thread.currentThread();
      long begin = System.nanoTime();
      for (int i = 0; i < clients; i++) {
        append(self);
      }
      int count = 0;
      while (!end.holds() && System.nanoTime() - begin < nanos && count < SAMPLES_MAX) {
        Long appended = durable.poll();
        if (appended == null) {
          LockSupport.park();
        } else {
          samples[count++] = System.nanoTime() - appended;
          append(self);
        }
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      Arrays.sort(samples, 0, count);
      return "%.0f appends/s, durable after p50 %.2f, p99 %.2f, p99.9 %.2f, max %.1f ms"
          .formatted(
              count / seconds,
              samples[count / 2] / 1e6,
              samples[(int) (count * 0.99)] / 1e6,
              samples[(int) (count * 0.999)] / 1e6,
              samples[count - 1] / 1e6);
    }

    private void append(Thread self) {
      long now = System.nanoTime();
      stream.append(record, 0, record.length);
      stream.sync(() -> {
        durable.add(now);
        LockSupport.unpark(self);
      });
    }
  }

  /// A measurement on a failed disk is none.
  private static final class Failing implements JournalObserver {
    @Override
    public void failed(IOException reason) {
      throw new AssertionError(reason);
    }
  }
}
