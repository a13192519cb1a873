package ds.system.kv.store;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.command.AuthCommand.AuthEnable;
import ds.system.kv.command.AuthCommand.Permission;
import ds.system.kv.command.AuthCommand.Permission.Access;
import ds.system.kv.command.AuthCommand.RoleAdd;
import ds.system.kv.command.AuthCommand.RoleGrantPermission;
import ds.system.kv.command.AuthCommand.Secret;
import ds.system.kv.command.AuthCommand.UserAdd;
import ds.system.kv.command.AuthCommand.UserGrantRole;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Compare.Property;
import ds.system.kv.command.Compare.PropertyCompare;
import ds.system.kv.command.Compare.Relation;
import ds.system.kv.command.Compare.ValueCompare;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.command.KvCommand.Alarm.Kind;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvCommand.Compact;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvCommand.LeaseRevoke;
import ds.system.kv.command.KvCommand.LiftAlarm;
import ds.system.kv.command.KvCommand.RaiseAlarm;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.KvResult.Alarms;
import ds.system.kv.command.KvResult.Deleted;
import ds.system.kv.command.KvResult.Done;
import ds.system.kv.command.KvResult.Found;
import ds.system.kv.command.KvResult.Granted;
import ds.system.kv.command.KvResult.Refused;
import ds.system.kv.command.KvResult.Stored;
import ds.system.kv.command.KvResult.Transacted;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import ds.system.kv.command.Range.Detail;
import ds.system.kv.command.Range.Order;
import ds.system.kv.command.Range.Target;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What etcd does, case by case.
class StoreMachineTest {

  private final StoreMachine machine = new StoreMachine();

  private static Bytes bytes(String text) {
    return Bytes.of(text);
  }

  private static Put put(String key, String value) {
    return Put.of(bytes(key), bytes(value));
  }

  private static DeleteRange delete(String key) {
    return DeleteRange.of(KeyRange.single(bytes(key)));
  }

  private static Txn txn(Operation... operations) {
    return new Txn(List.of(), List.of(operations), List.of());
  }

  private KeyValue get(String key) {
    return ((Found) machine.query(Range.of(bytes(key)))).items().getFirst();
  }

  private List<String> keys(Range range) {
    return ((Found) machine.query(range)).items().stream().map(it -> it.key().toString()).toList();
  }

  private void refused(KvCommand command, KvError error) {
    long before = machine.revision();
    assertThat(machine.apply(command)).isEqualTo(new Refused(error));
    assertThat(machine.revision()).isEqualTo(before);
  }

  @Test
  @DisplayName("the first change has revision 2, and what changes nothing makes no revision")
  void revisions() {
    assertThat(machine.apply(delete("k"))).isEqualTo(new Deleted(1, 0, List.of()));
    assertThat(machine.apply(put("k", "a"))).isEqualTo(new Stored(2, Optional.empty()));
    assertThat(machine.apply(txn(delete("x"))))
        .isEqualTo(new Transacted(2, true, List.of(new Deleted(2, 0, List.of()))));
    assertThat(machine.apply(delete("k"))).isEqualTo(new Deleted(3, 1, List.of()));
  }

  @Test
  @DisplayName("a key that is made again begins anew at version 1")
  void madeAgain() {
    machine.apply(put("k", "a"));
    machine.apply(put("k", "b"));
    assertThat(get("k")).isEqualTo(new KeyValue(bytes("k"), bytes("b"), 2, 3, 0, 2, 0));
    machine.apply(delete("k"));
    machine.apply(put("k", "c"));
    assertThat(get("k")).isEqualTo(new KeyValue(bytes("k"), bytes("c"), 5, 5, 0, 1, 0));
    assertThat(machine.query(Range.of(bytes("k")).at(4)))
        .isEqualTo(new Found(5, List.of(), 0, false));
  }

  @Test
  @DisplayName("a transaction has one revision, reads what it wrote, and numbers its changes")
  void transaction() {
    machine.apply(put("a", "1"));
    var result =
        (Transacted)
            machine.apply(
                txn(put("b", "1"), Range.of(bytes("b")), txn(put("c", "1")), delete("a")));
    assertThat(result.revision()).isEqualTo(3);
    assertThat(result.results().get(0)).isEqualTo(new Stored(3, Optional.empty()));
    assertThat(((Found) result.results().get(1)).items()).containsExactly(get("b"));
    assertThat(result.results().get(2).revision()).isZero();
    assertThat(result.results().get(3)).isEqualTo(new Deleted(3, 1, List.of()));
    assertThat(machine.changes(3, 3)).extracting(KeyValue::place).containsExactly(0, 1, 2);
    assertThat(machine.changes(3, 3).getLast().isDeletion()).isTrue();
  }

  @Test
  @DisplayName("the conditions of a nested transaction are about the state before the outer one")
  void nestedConditions() {
    var isAbsent =
        new PropertyCompare(KeyRange.single(bytes("n")), Property.VERSION, Relation.EQUAL, 0);
    var nested =
        new Txn(List.of(isAbsent), List.of(put("seen", "absent")), List.of(put("seen", "there")));
    machine.apply(txn(put("n", "1"), nested));
    assertThat(get("seen").value()).isEqualTo(bytes("absent"));
  }

  @Test
  @DisplayName("no condition about the value of a missing key holds")
  void missingValue() {
    var differs = new ValueCompare(KeyRange.single(bytes("n")), Relation.NOT_EQUAL, bytes("x"));
    var result = (Transacted) machine.apply(new Txn(List.of(differs), List.of(), List.of()));
    assertThat(result.succeeded()).isFalse();
  }

  @Test
  @DisplayName("a transaction changes a key once, with the gaps that etcd leaves")
  void duplicates() {
    refused(txn(put("d", "1"), put("d", "2")), KvError.DUPLICATE_KEY);
    refused(txn(put("d", "1"), delete("d")), KvError.DUPLICATE_KEY);
    refused(txn(txn(delete("d")), txn(put("d", "1"))), KvError.DUPLICATE_KEY);
    machine.apply(txn(txn(put("d", "1")), txn(delete("d"))));
    assertThat(machine.changes(2, 2)).extracting(KeyValue::version).containsExactly(1L, 0L);
    machine.apply(txn(put("d", "1"), DeleteRange.of(KeyRange.from(bytes("d")))));
    assertThat(machine.changes(3, 3)).hasSize(2);
    var branches = new Txn(List.of(), List.of(put("d", "1")), List.of(put("d", "2")));
    assertThat(machine.apply(txn(branches))).isInstanceOf(Transacted.class);
  }

  @Test
  @DisplayName("what is not well formed is refused")
  void malformed() {
    refused(put("", "v"), KvError.EMPTY_KEY);
    refused(Range.of(KeyRange.from(Bytes.EMPTY)), KvError.EMPTY_KEY);
    refused(new Put(bytes("k"), bytes("v"), 0, false, true, false), KvError.VALUE_PROVIDED);
    refused(new Put(bytes("k"), bytes("v"), 5, false, false, true), KvError.LEASE_PROVIDED);
    refused(new Put(bytes("k"), Bytes.EMPTY, 0, false, true, false), KvError.KEY_NOT_FOUND);
    refused(Put.of(bytes("k"), bytes("v"), 5), KvError.LEASE_NOT_FOUND);
    Txn three = txn(delete("a"), txn(delete("b"), delete("c")));
    assertThat(Requests.objection(three, 4)).isEmpty();
    assertThat(Requests.objection(three, 3)).contains(KvError.TOO_MANY_OPERATIONS);
    Txn deep = txn();
    for (int i = 0; i < 100; i++) {
      deep = txn(deep);
    }
    refused(deep, KvError.TOO_MANY_OPERATIONS);
  }

  @Test
  @DisplayName("a limit cuts off, more says so, and the count is of all")
  void limit() {
    for (int i = 0; i < 5; i++) {
      machine.apply(put("s" + i, "" + (9 - i)));
    }
    Range all = Range.of(KeyRange.prefix(bytes("s"))).limited(2);
    var found = (Found) machine.query(all);
    assertThat(found.count()).isEqualTo(5);
    assertThat(found.more()).isTrue();
    assertThat(keys(all)).containsExactly("s0", "s1");
    assertThat(keys(all.sorted(Target.KEY, Order.DESCENDING))).containsExactly("s4", "s3");
    assertThat(keys(all.sorted(Target.VALUE, Order.ASCENDING))).containsExactly("s4", "s3");
    assertThat(keys(all.sorted(Target.VALUE, Order.NONE))).containsExactly("s2", "s1");
    assertThat(machine.query(all.showing(Detail.COUNT_ONLY)))
        .isEqualTo(new Found(6, List.of(), 5, false));
    assertThat(found.items().getFirst().value()).isEqualTo(bytes("9"));
  }

  @Test
  @DisplayName("a compaction goes forward, to what there is, and what it leaves can be read")
  void compaction() {
    for (int i = 0; i < 5; i++) {
      machine.apply(put("k", "" + i));
    }
    refused(new Compact(7), KvError.FUTURE_REVISION);
    assertThat(machine.apply(new Compact(4))).isEqualTo(new Done(6));
    refused(new Compact(4), KvError.COMPACTED);
    refused(Range.of(bytes("k")).at(3), KvError.COMPACTED);
    refused(Range.of(bytes("k")).at(7), KvError.FUTURE_REVISION);
    refused(txn(put("x", "1"), Range.of(bytes("k")).at(3)), KvError.COMPACTED);
    assertThat(((Found) machine.query(Range.of(bytes("k")).at(4))).items())
        .extracting(KeyValue::value)
        .containsExactly(bytes("2"));
    assertThat(machine.changes(4, 9)).hasSize(3);
    assertThat(machine.before(machine.changes(4, 4).getFirst())).isEmpty();
    assertThat(machine.before(machine.changes(5, 5).getFirst()).map(KeyValue::modified))
        .contains(4L);
  }

  @Test
  @DisplayName("after a compaction and its sweeping, deleted keys take no memory")
  void sweeping() {
    for (int i = 0; i < 1_000; i++) {
      machine.apply(put("key-" + i, "v"));
    }
    machine.apply(DeleteRange.of(KeyRange.ALL));
    machine.apply(put("last", "v"));
    machine.apply(new Compact(machine.revision()));
    while (!machine.sweep(100)) {
      assertThat(machine.sizeBytes()).isPositive();
    }
    assertThat(machine.sizeBytes()).isEqualTo(get("last").size());
  }

  @Test
  @DisplayName("a lease ends with all its keys in one revision, and with no others")
  void lease() {
    assertThat(machine.apply(new LeaseGrant(7, 0))).isEqualTo(new Granted(1, 7, 1));
    machine.apply(new LeaseGrant(8, 9));
    refused(new LeaseGrant(7, 9), KvError.LEASE_EXISTS);
    refused(new LeaseGrant(9, 9_000_000_001L), KvError.LEASE_TTL_TOO_LARGE);
    for (String key : List.of("c", "a", "b", "moved", "freed")) {
      machine.apply(Put.of(bytes(key), bytes("v"), 7));
    }
    machine.apply(Put.of(bytes("moved"), bytes("v"), 8));
    machine.apply(put("freed", "v"));
    machine.apply(new Put(bytes("a"), bytes("w"), 0, false, false, true));
    assertThat(machine.leases().keys(7)).containsExactly(bytes("a"), bytes("b"), bytes("c"));
    assertThat(machine.apply(new LeaseRevoke(7))).isEqualTo(new Done(10));
    assertThat(machine.changes(10, 10))
        .extracting(it -> it.key().toString())
        .containsExactly("a", "b", "c");
    assertThat(keys(Range.of(KeyRange.ALL))).containsExactly("freed", "moved");
    refused(new LeaseRevoke(7), KvError.LEASE_NOT_FOUND);
  }

  @Test
  @DisplayName("without space one may read and delete, and nested puts count")
  void noSpace() {
    machine.apply(put("k", "v"));
    var alarm = new Alarm(5, Kind.NO_SPACE);
    assertThat(machine.apply(new RaiseAlarm(alarm)))
        .isEqualTo(new Alarms(2, List.of(alarm)))
        .isEqualTo(machine.apply(new RaiseAlarm(alarm)));
    refused(put("k", "w"), KvError.NO_SPACE);
    refused(txn(txn(put("k", "w"))), KvError.NO_SPACE);
    refused(new LeaseGrant(1, 9), KvError.NO_SPACE);
    assertThat(machine.apply(txn(delete("k"))).revision()).isEqualTo(3);
    assertThat(machine.apply(new LiftAlarm(new Alarm(6, Kind.NO_SPACE))))
        .isEqualTo(new Alarms(3, List.of()));
    machine.apply(new LiftAlarm(alarm));
    assertThat(machine.apply(put("k", "v")).revision()).isEqualTo(4);
    machine.apply(new RaiseAlarm(new Alarm(5, Kind.CORRUPT)));
    refused(Put.of(bytes("k"), bytes("1")), KvError.CORRUPT);
    assertThat(machine.query(Range.of(bytes("k")))).isInstanceOf(Found.class);
  }

  @Test
  @DisplayName("a client needs permission for all that a transaction may do; the cluster does not")
  void permissions() {
    var secret = new Secret(bytes("s"));
    machine.apply(new UserAdd("root", Optional.of(secret)));
    machine.apply(new UserGrantRole("root", "root"));
    machine.apply(new UserAdd("u", Optional.of(secret)));
    machine.apply(new RoleAdd("r"));
    var own = new Permission(Access.WRITE, KeyRange.single(bytes("a")));
    machine.apply(new RoleGrantPermission("r", own));
    machine.apply(new UserGrantRole("u", "r"));
    machine.apply(new AuthEnable(secret));
    machine.apply(new LeaseGrant(7, 60));
    machine.apply(Put.of(bytes("other"), bytes("v"), 7));
    var user = new Caller("u", machine.auth().revision());

    assertThat(machine.apply(new ByClient(user, put("a", "v")))).isInstanceOf(Stored.class);
    for (KvCommand denied :
        List.of(
            put("b", "v"),
            new Put(bytes("a"), bytes("v"), 0, true, false, false),
            Put.of(bytes("a"), bytes("v"), 7),
            Range.of(bytes("a")),
            delete("b"),
            txn(txn(put("b", "v"))),
            new Txn(List.of(), List.of(), List.of(Range.of(bytes("a")))),
            new LeaseRevoke(7),
            new RoleAdd("mine"),
            new LiftAlarm(new Alarm(1, Kind.NO_SPACE)))) {
      refused(new ByClient(user, denied), KvError.PERMISSION_DENIED);
    }
    refused(new ByClient(Caller.ANONYMOUS, put("a", "v")), KvError.USER_EMPTY);
    refused(new ByClient(Caller.ANONYMOUS, new Compact(2)), KvError.USER_EMPTY);
    refused(new ByClient(new Caller("u", 1), put("a", "v")), KvError.AUTH_OLD_REVISION);
    refused(new ByClient(user, new ByClient(user, put("a", "v"))), KvError.NOT_UNDERSTOOD);
    assertThat(machine.query(new ByClient(user, Range.of(bytes("a")))))
        .isEqualTo(new Refused(KvError.PERMISSION_DENIED));
    assertThat(machine.apply(new LeaseRevoke(7))).isInstanceOf(Done.class);
  }

  @Test
  @DisplayName("a query changes nothing, and what would is not understood as one")
  void queries() {
    KvResult refusal = new Refused(KvError.NOT_UNDERSTOOD);
    assertThat(machine.query(put("k", "v"))).isEqualTo(refusal);
    assertThat(machine.query(txn(txn(delete("k"))))).isEqualTo(refusal);
    assertThat(machine.query(txn(txn(Range.of(bytes("k")))))).isInstanceOf(Transacted.class);
    assertThat(machine.revision()).isEqualTo(1);
  }
}
