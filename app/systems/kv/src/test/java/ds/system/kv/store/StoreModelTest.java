package ds.system.kv.store;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Durable;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.KvResult.Refused;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The store against a list of all versions.
class StoreModelTest {

  private final Map<KvError, Integer> refusals = new EnumMap<>(KvError.class);
  private int carriedOut;

  @Test
  @DisplayName("a store answers every command as a list of all versions does")
  void answers() {
    for (int seed = 0; seed < 150; seed++) {
      run(seed, 4 + seed % 30, 200);
    }
    assertThat(carriedOut).isGreaterThan(10_000);
    assertThat(refusals)
        .containsKeys(
            KvError.COMPACTED,
            KvError.FUTURE_REVISION,
            KvError.DUPLICATE_KEY,
            KvError.KEY_NOT_FOUND,
            KvError.LEASE_NOT_FOUND,
            KvError.LEASE_EXISTS);
  }

  private void run(long seed, int keyCount, int steps) {
    var commands = new RandomCommands(seed, keyCount);
    var model = new NaiveStore();
    var machine = new StoreMachine();
    for (int step = 0; step < steps; step++) {
      KvCommand command = commands.next(model.revision(), model.compacted());
      KvResult actual = machine.apply(command);
      compare(command, actual, model);
      if (commands.oneIn(20)) {
        compareWatched(machine, model);
      }
      if (commands.oneIn(50)) {
        machine = copy(machine);
      }
    }
  }

  /// A command that is not well formed does not come to the model.
  private void compare(KvCommand command, KvResult actual, NaiveStore model) {
    if (actual instanceof Refused(var error)) {
      refusals.merge(error, 1, Integer::sum);
      if (Requests.objection(command).isPresent()) {
        return;
      }
    } else {
      carriedOut++;
    }
    assertThat(actual).as("%s", command).isEqualTo(model.apply(command));
  }

  private static void compareWatched(StoreMachine machine, NaiveStore model) {
    assertThat(machine.revision()).isEqualTo(model.revision());
    assertThat(machine.compacted()).isEqualTo(model.compacted());
    for (long from = Math.max(0, model.compacted()); from <= model.revision(); from += 7) {
      List<KeyValue> changes = machine.changes(from, from + 9);
      assertThat(changes).isEqualTo(model.changes(from, from + 9));
      for (KeyValue change : changes) {
        assertThat(machine.before(change)).isEqualTo(model.before(change));
      }
    }
    for (long lease = 0; lease < 7; lease++) {
      if (machine.leases().has(lease)) {
        assertThat(machine.leases().keys(lease)).isEqualTo(model.keys(lease));
      }
    }
  }

  private static StoreMachine copy(StoreMachine original) {
    List<Durable> pieces = new ArrayList<>();
    original.snapshot().forEach(pieces::add);
    var copy = new StoreMachine();
    pieces.forEach(copy::restore);
    assertThat(copy.snapshot()).containsExactlyElementsOf(pieces);
    assertThat(Optional.of(copy.snapshot().hash(copy.revision())))
        .contains(original.snapshot().hash(original.revision()));
    return copy;
  }
}
