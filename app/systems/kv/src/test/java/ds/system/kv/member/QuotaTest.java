package ds.system.kv.member;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.Compact;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvCommand.LeaseRevoke;
import ds.system.kv.command.KvCommand.RaiseAlarm;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import ds.system.kv.store.StoreMachine;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class QuotaTest {

  private static final Operation PUT = Put.of(Bytes.of("k"), Bytes.of("v"));
  private static final Operation DELETE = DeleteRange.of(KeyRange.single(Bytes.of("k")));
  private static final Operation READ = Range.of(Bytes.of("k"));

  private final StoreMachine state = new StoreMachine();

  @Test
  @DisplayName("a store that has room takes everything")
  void room() {
    state.apply(PUT);
    var quota = new Quota(5, state.sizeBytes(), state);
    assertThat(quota.isExceededBy(PUT)).isFalse();
    assertThat(quota.isToBeTold()).isFalse();
  }

  @Test
  @DisplayName("a store that is full takes what makes room, in a transaction as well, and no more")
  void full() {
    state.apply(PUT);
    var quota = new Quota(5, state.sizeBytes() - 1, state);
    assertThat(List.of(PUT, txn(PUT), txn(READ, txn(DELETE, PUT)), new LeaseGrant(1, 9)))
        .allMatch(quota::isExceededBy);
    assertThat(
            List.of(
                DELETE, txn(DELETE, READ), txn(txn(DELETE)), new LeaseRevoke(1), new Compact(2)))
        .noneMatch(quota::isExceededBy);
  }

  @Test
  @DisplayName("the others are told once, and again if the alarm was lifted too early")
  void told() {
    state.apply(PUT);
    var quota = new Quota(5, 1, state);
    assertThat(quota.isToBeTold()).isTrue();
    state.apply(new RaiseAlarm(quota.alarm()));
    assertThat(quota.isToBeTold()).isFalse();
  }

  private static Operation txn(Operation... operations) {
    return new Txn(List.of(), List.of(operations), List.of());
  }
}
