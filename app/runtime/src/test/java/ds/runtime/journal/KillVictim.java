package ds.runtime.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import ds.runtime.file.DiskStorage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;

/// A process that is there to be killed. It says which number it has recovered, and then each
/// number as it becomes durable; now and then it writes a checkpoint with the number so far.
final class KillVictim {

  private static final int CHECKPOINT_EVERY = 500;

  private static final int WAITING_MAX = 50;

  private KillVictim() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var out = new PrintStream(System.out, true, UTF_8);
    Path directory = Path.of(arguments[0]);
    var storage = new DiskStorage();
    var journal = Journal.open(directory, JournalTest.SMALL, storage, new Durability());
    JournalStream stream = journal.stream("numbers");
    long number = recovered(stream);
    out.println("recovered " + number);
    var waiting = new Semaphore(WAITING_MAX);
    while (true) {
      waiting.acquire();
      long next = ++number;
      byte[] record = String.valueOf(next).getBytes(UTF_8);
      stream.append(record, 0, record.length);
      stream.sync(() -> {
        out.println("durable " + next);
        waiting.release();
      });
      if (next % CHECKPOINT_EVERY == 0) {
        stream.checkpoint(
            List.of(record).iterator(), stream.next(), () -> out.println("checkpoint"));
      }
    }
  }

  private static long recovered(JournalStream stream) {
    long number = 0;
    for (byte[] record : stream.recover()) {
      long found = Long.parseLong(new String(record, UTF_8));
      if (number != 0 && found != number + 1) {
        throw new IllegalStateException(found + " after " + number);
      }
      number = found;
    }
    return number;
  }
}
