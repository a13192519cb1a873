package ds.protocol.kv;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Durable;
import ds.protocol.kv.KvCommand.Append;
import ds.protocol.kv.KvCommand.Delete;
import ds.protocol.kv.KvCommand.Put;
import ds.protocol.kv.KvCommand.PutIf;
import ds.protocol.kv.KvQuery.Get;
import ds.protocol.kv.KvResult.Deleted;
import ds.protocol.kv.KvResult.NoKey;
import ds.protocol.kv.KvResult.NotUnderstood;
import ds.protocol.kv.KvResult.Stored;
import ds.protocol.kv.KvResult.TooLarge;
import ds.protocol.kv.KvResult.Value;
import ds.protocol.kv.KvResult.VersionMismatch;
import ds.protocol.raft.log.Command;
import ds.protocol.rsm.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KvMachineTest {

  private record Foreign() implements Command, Machine.Query {}

  private final KvMachine store = new KvMachine(KvLimits.DEFAULT);

  @Test
  @DisplayName("a put makes a key or replaces its value, and counts its version")
  void put() {
    assertThat(store.apply(new Put("k", "a"))).isEqualTo(new Stored(1));
    assertThat(store.apply(new Put("k", "b"))).isEqualTo(new Stored(2));
    assertThat(store.query(new Get("k"))).isEqualTo(new Value("b", 2));
  }

  @Test
  @DisplayName("a conditional put needs the version that the value has")
  void putIf() {
    store.apply(new Put("k", "a"));
    assertThat(store.apply(new PutIf("k", "b", 0))).isEqualTo(new VersionMismatch(1));
    assertThat(store.apply(new PutIf("k", "b", 2))).isEqualTo(new VersionMismatch(1));
    assertThat(store.apply(new PutIf("k", "b", 1))).isEqualTo(new Stored(2));
    assertThat(store.apply(new PutIf("k", "b", 1))).isEqualTo(new VersionMismatch(2));
    assertThat(store.query(new Get("k"))).isEqualTo(new Value("b", 2));
  }

  @Test
  @DisplayName("version 0 stands for a key that is not there")
  void putIfAbsent() {
    assertThat(store.apply(new PutIf("k", "a", 1))).isEqualTo(new NoKey());
    assertThat(store.apply(new PutIf("k", "a", 0))).isEqualTo(new Stored(1));
    assertThat(store.apply(new PutIf("k", "b", 0))).isEqualTo(new VersionMismatch(1));
  }

  @Test
  @DisplayName("an append adds to the value, or makes the key")
  void append() {
    assertThat(store.apply(new Append("k", "a"))).isEqualTo(new Stored(1));
    assertThat(store.apply(new Append("k", "b"))).isEqualTo(new Stored(2));
    assertThat(store.query(new Get("k"))).isEqualTo(new Value("ab", 2));
  }

  @Test
  @DisplayName("a deleted key is not there, and its next version is 1")
  void delete() {
    assertThat(store.apply(new Delete("k"))).isEqualTo(new NoKey());
    store.apply(new Put("k", "a"));
    assertThat(store.apply(new Delete("k"))).isEqualTo(new Deleted());
    assertThat(store.query(new Get("k"))).isEqualTo(new NoKey());
    assertThat(store.apply(new Put("k", "b"))).isEqualTo(new Stored(1));
  }

  @Test
  @DisplayName("what is too large is refused and changes nothing")
  void bounds() {
    KvMachine small = new KvMachine(new KvLimits(2, 5, 12));
    assertThat(small.apply(new Put("key", "v"))).isEqualTo(new TooLarge());
    assertThat(small.apply(new Put("k", "123456"))).isEqualTo(new TooLarge());
    assertThat(small.apply(new Put("k", "12345"))).isEqualTo(new Stored(1));
    assertThat(small.apply(new Append("k", "6"))).isEqualTo(new TooLarge());
    assertThat(small.apply(new Put("l", "12345"))).isEqualTo(new Stored(1));
    assertThat(small.apply(new Put("m", ""))).isEqualTo(new TooLarge());
    assertThat(small.query(new Get("k"))).isEqualTo(new Value("12345", 1));

    assertThat(small.apply(new Put("l", ""))).isEqualTo(new Stored(2));
    assertThat(small.apply(new Put("m", "1234"))).isEqualTo(new Stored(1));
    assertThat(small.apply(new Delete("k"))).isEqualTo(new Deleted());
    assertThat(small.apply(new Put("n", "12345"))).isEqualTo(new Stored(1));
  }

  @Test
  @DisplayName("a command or a query of another machine is answered, too")
  void foreign() {
    assertThat(store.apply(new Foreign())).isEqualTo(new NotUnderstood());
    assertThat(store.query(new Foreign())).isEqualTo(new NotUnderstood());
  }

  @Test
  @DisplayName("a store that comes from a snapshot answers as the original does")
  void snapshotKeepsEverything() {
    Random random = new Random(5);
    KvMachine original = new KvMachine(new KvLimits(100, 100, 5_000));
    for (int i = 0; i < 20_000; i++) {
      original.apply(randomCommand(random, 150));
    }
    KvMachine copy = new KvMachine(new KvLimits(100, 100, 5_000));
    copy.apply(new Put("leftover", "x"));
    copy.clear();
    original.snapshot().forEach(copy::restore);
    for (int i = 0; i < 5_000; i++) {
      KvCommand command = randomCommand(random, 150);
      assertThat(copy.apply(command)).isEqualTo(original.apply(command));
    }
    assertThat(copy.snapshot()).containsExactlyElementsOf(original.snapshot());
  }

  @Test
  @DisplayName("a store that comes from a snapshot is as full as the original")
  void snapshotKeepsTheSize() {
    KvLimits limits = new KvLimits(5, 5, 12);
    KvMachine original = new KvMachine(limits);
    original.apply(new Put("a", "12345"));
    original.apply(new Put("b", "1234"));
    KvMachine copy = new KvMachine(limits);
    copy.apply(new Put("c", "12345"));
    copy.clear();
    original.snapshot().forEach(copy::restore);

    assertThat(copy.apply(new Put("d", "1"))).isEqualTo(new TooLarge());
    assertThat(copy.apply(new Put("d", ""))).isEqualTo(new Stored(1));
  }

  @Test
  @DisplayName("a snapshot shows the store as it was, however much it changes afterwards")
  void snapshotDoesNotChange() {
    Random random = new Random(6);
    for (int i = 0; i < 1_000; i++) {
      store.apply(randomCommand(random, 50));
    }
    Iterable<Durable> snapshot = store.snapshot();
    List<Durable> before = new ArrayList<>();
    snapshot.forEach(before::add);
    for (int i = 0; i < 1_000; i++) {
      store.apply(randomCommand(random, 50));
    }
    assertThat(snapshot).containsExactlyElementsOf(before);
    assertThat(store.snapshot().iterator().next()).isNotEqualTo(before.getFirst());
  }

  private static KvCommand randomCommand(Random random, int keys) {
    String key = "k" + random.nextInt(keys);
    String value = "v".repeat(random.nextInt(30));
    return switch (random.nextInt(5)) {
      case 0 -> new Put(key, value);
      case 1 -> new PutIf(key, value, random.nextInt(4));
      case 2 -> new Append(key, value);
      case 3 -> new Delete(key);
      default -> new Append(key, "");
    };
  }
}
