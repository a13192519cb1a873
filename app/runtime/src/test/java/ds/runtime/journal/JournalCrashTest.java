package ds.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.file.FaultyStorage;
import ds.runtime.file.Pace;
import ds.runtime.journal.log.LogSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The power fails at every kind of moment, and half of what was not forced is gone.
class JournalCrashTest {

  private static final int LIVES = 100;
  private static final int CRASHES = 8;
  private static final int OPERATIONS = 120;

  private static final Path DIRECTORY = Path.of("/journal");
  private static final Pace FAST = new Pace(1 << 12, 1L << 40);

  private static final JournalSettings TINY =
      new JournalSettings(new LogSettings(1 << 14, 2, FAST), 1 << 12, 1 << 14, 1 << 13, FAST);

  private int reclaimed;
  private int checkpointed;
  private int acknowledged;

  @Test
  void whatWasSaidToBeDurableIsRecovered() throws IOException {
    for (int seed = 0; seed < LIVES; seed++) {
      live(new SplittableRandom(seed));
    }
    assertThat(acknowledged).isGreaterThan(LIVES);
    assertThat(checkpointed).isGreaterThan(LIVES);
    assertThat(reclaimed).isGreaterThan(LIVES);
  }

  @Test
  void thePowerFailsAtEveryMomentOfRollingAndReclaiming() throws IOException {
    for (int moment = 0; moment < 80; moment++) {
      var storage = new FaultyStorage();
      var durability = new Durability();
      int durable = 0;
      try (var journal = Journal.open(DIRECTORY, TINY, storage, durability)) {
        JournalStream stream = journal.stream("a");
        for (; journal.logBytes() < 5L << 14; durable++) {
          assertThat(append(stream, durability)).isTrue();
        }
        assertThat(durability.checkpoint(stream, List.of(), durable)).isTrue();
        storage.failPowerAfter(moment);
        for (; append(stream, durability); durable++) {}
      }
      for (int seed = 0; seed < 8; seed++) {
        FaultyStorage after = storage.copyUnforced().crash(new SplittableRandom(seed));
        try (var journal = Journal.open(DIRECTORY, TINY, after, new Durability())) {
          assertThat(journal.stream("a").next()).isGreaterThanOrEqualTo(durable);
        }
      }
    }
  }

  private static boolean append(JournalStream stream, Durability durability) {
    stream.append(new byte[4000], 0, 4000);
    return durability.await(stream);
  }

  private void live(RandomGenerator random) throws IOException {
    // The last one rests most of the time, and never asks for a checkpoint.
    List<Ledger> ledgers = List.of(new Ledger("a"), new Ledger("b"), new Ledger("rests"));
    var storage = new FaultyStorage();
    for (int i = 0; i < CRASHES; i++) {
      run(storage, ledgers, random);
      storage = storage.crash(random);
    }
    try (var journal = Journal.open(DIRECTORY, TINY, storage, new Durability())) {
      for (Ledger ledger : ledgers) {
        ledger.compare(journal.stream(ledger.name()));
      }
    }
  }

  private void run(FaultyStorage storage, List<Ledger> ledgers, RandomGenerator random) {
    var durability = new Durability();
    storage.failPowerAfter(random.nextInt(random.nextBoolean() ? 60 : 600));
    try (var journal = Journal.open(DIRECTORY, TINY, storage, durability)) {
      for (Ledger ledger : ledgers) {
        ledger.compare(journal.stream(ledger.name()));
      }
      for (int i = 0; i < OPERATIONS && !storage.isOff(); i++) {
        operate(journal, ledgers, random);
      }
      durability.await(journal.stream("a"));
      acknowledged += ledgers.getFirst().durableRecords() > 0 ? 1 : 0;
      reclaimed += journal.logBytes() < 4L * TINY.log().segmentBytes() ? 1 : 0;
    } catch (IOException | UncheckedIOException e) {
      assertThat(e).hasMessageContaining("the power is gone");
    }
  }

  private void operate(Journal journal, List<Ledger> ledgers, RandomGenerator random)
      throws IOException {
    Ledger ledger = ledgers.get(random.nextInt(2));
    JournalStream stream = journal.stream(ledger.name());
    switch (random.nextInt(20)) {
      case 0 -> {
        ledger.checkpoint(stream, random);
        checkpointed++;
      }
      case 1 -> {
        JournalStream rests = journal.stream("rests");
        ledgers.getLast().append(rests, random);
        ledgers.getLast().sync(rests);
      }
      case 2, 3, 4, 5, 6 -> ledger.sync(stream);
      default -> ledger.append(stream, random);
    }
  }
}
