package ds.system.kv.store;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvCommand.Compact;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Range;
import ds.system.kv.command.Range.Detail;
import ds.system.kv.command.Range.Order;
import ds.system.kv.command.Range.Target;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchTest {

  private static final int KEYS = 3_000;

  private final StoreMachine machine = new StoreMachine();

  @BeforeEach
  void fill() {
    for (int i = 0; i < KEYS; i++) {
      put(i, "v" + i);
    }
    machine.apply(DeleteRange.of(KeyRange.single(key(7))));
  }

  private void put(int i, String value) {
    machine.apply(Put.of(key(i), Bytes.of(value)));
  }

  private static Bytes key(int i) {
    return Bytes.of("k%05d".formatted(i));
  }

  @Test
  void findsWhatTheStoreHeldWhenItWasAsked() {
    Range all = Range.of(KeyRange.ALL);
    var ranges =
        List.of(
            all,
            all.showing(Detail.COUNT_ONLY),
            all.showing(Detail.WITHOUT_VALUES).limited(5),
            all.limited(5).sorted(Target.MODIFIED, Order.DESCENDING),
            all.at(1_500),
            Range.of(new KeyRange(key(100), key(2_900))));
    List<KvResult> asked = ranges.stream().map(machine::query).toList();
    List<Search> searches = ranges.stream().map(it -> machine.search(it).orElseThrow()).toList();
    for (int i = 0; i < 2 * KEYS; i += 3) {
      put(i, "changed");
    }
    machine.apply(DeleteRange.of(new KeyRange(key(200), key(900))));
    machine.apply(new Compact(machine.revision()));
    boolean isSwept = false;
    while (!isSwept) {
      isSwept = machine.sweep(KEYS);
    }

    assertThat(searches.stream().<KvResult>map(Search::find).toList()).isEqualTo(asked);
  }

  @Test
  void isNotNeededForFewKeys() {
    assertThat(machine.search(Range.of(key(1)))).isEmpty();
    assertThat(machine.search(Range.of(new KeyRange(key(1), key(1_001))))).isEmpty();
    assertThat(machine.search(Range.of(new KeyRange(key(1), key(1_002))))).isPresent();
  }

  @Test
  void isNeededForManyKeysThatWereDeleted() {
    machine.apply(DeleteRange.of(KeyRange.ALL));
    assertThat(machine.search(Range.of(KeyRange.ALL)).orElseThrow().find().count()).isZero();
  }

  @Test
  void isRefusedLikeAnyOtherRange() {
    Range all = Range.of(KeyRange.ALL);
    assertThat(machine.search(new ByClient(Caller.ANONYMOUS, all))).isPresent();
    assertThat(machine.search(all.at(machine.revision() + 1))).isEmpty();
    machine.apply(new Compact(machine.revision()));
    assertThat(machine.search(all.at(5))).isEmpty();
    assertThat(machine.query(all.at(5))).isInstanceOf(KvResult.Refused.class);
  }
}
