package ds.system.kv.store;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.command.Bytes;
import ds.system.kv.command.Compare;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvCommand.Compact;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
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
        List.<Operation>of(
            all,
            all.showing(Detail.COUNT_ONLY),
            all.showing(Detail.WITHOUT_VALUES).limited(5),
            all.limited(5).sorted(Target.MODIFIED, Order.DESCENDING),
            all.at(1_500),
            Range.of(new KeyRange(key(100), key(2_900))),
            all.at(KEYS * 2),
            new Txn(
                List.of(valued(KeyRange.ALL, "v7"), valued(KeyRange.single(key(1)), "v1")),
                List.of(),
                List.of(
                    all.limited(5),
                    Range.of(key(3)),
                    Range.of(key(7)),
                    Range.of(Bytes.of("a")),
                    nested(all))),
            new Txn(List.of(), List.of(all, all.at(KEYS * 2)), List.of()));
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

    assertThat(searches.stream().map(Search::find).toList()).isEqualTo(asked);
  }

  private static Compare valued(KeyRange keys, String value) {
    return new Compare.ValueCompare(keys, Compare.Relation.EQUAL, Bytes.of(value));
  }

  private static Txn nested(Range range) {
    return new Txn(
        List.of(valued(KeyRange.single(key(1)), "v1")), List.of(range.limited(2)), List.of());
  }

  @Test
  void isNeededForManyShortRangesTogether() {
    Range half = Range.of(new KeyRange(key(1), key(501)));
    assertThat(machine.search(new Txn(List.of(), List.of(half, half), List.of()))).isEmpty();
    Range one = Range.of(key(1));
    assertThat(machine.search(new Txn(List.of(), List.of(half, half), List.of(one)))).isPresent();
    var put = Put.of(key(1), Bytes.of("v"));
    assertThat(machine.search(new Txn(List.of(), List.of(Range.of(KeyRange.ALL), put), List.of())))
        .isEmpty();
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
    KvResult found = machine.search(Range.of(KeyRange.ALL)).orElseThrow().find();
    assertThat(((KvResult.Found) found).count()).isZero();
  }

  @Test
  void isRefusedLikeAnyOtherRange() {
    Range all = Range.of(KeyRange.ALL);
    assertThat(machine.search(new ByClient(Caller.ANONYMOUS, all))).isPresent();
    assertThat(machine.search(all.at(machine.revision() + 1)).orElseThrow().find())
        .isEqualTo(new KvResult.Refused(KvError.FUTURE_REVISION));
    machine.apply(new Compact(machine.revision()));
    assertThat(machine.search(all.at(5)).orElseThrow().find())
        .isEqualTo(machine.query(all.at(5)))
        .isEqualTo(new KvResult.Refused(KvError.COMPACTED));
  }
}
