package ds.system.kv.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.Durable;
import ds.protocol.raft.log.LargePiece;
import ds.runtime.codec.ByteWriter;
import ds.runtime.codec.Codec;
import ds.system.kv.codec.MemberCodecs;
import ds.system.kv.command.AuthCommand.Permission;
import ds.system.kv.command.AuthCommand.Permission.Access;
import ds.system.kv.command.AuthCommand.RoleAdd;
import ds.system.kv.command.AuthCommand.RoleGrantPermission;
import ds.system.kv.command.AuthCommand.UserAdd;
import ds.system.kv.command.AuthCommand.UserGrantRole;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.command.KvCommand.Alarm.Kind;
import ds.system.kv.command.KvCommand.Compact;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvCommand.RaiseAlarm;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult.Refused;
import ds.system.kv.command.Operation.Put;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  private static final Codec<Durable> RECORDS = MemberCodecs.records();

  private static List<Durable> pieces(Iterable<Durable> snapshot) {
    List<Durable> pieces = new ArrayList<>();
    snapshot.forEach(pieces::add);
    return pieces;
  }

  private static int encodedBytes(Durable piece) {
    var writer = new ByteWriter();
    RECORDS.encode(piece, writer);
    return writer.length();
  }

  private static StoreMachine restored(Iterable<Durable> pieces) {
    var machine = new StoreMachine();
    machine.apply(Put.of(Bytes.of("left"), Bytes.of("over")));
    machine.clear();
    pieces.forEach(machine::restore);
    return machine;
  }

  @Test
  @DisplayName("a snapshot holds what was there when it was taken, whatever is done meanwhile")
  void staysAsItWas() {
    for (int seed = 0; seed < 20; seed++) {
      var commands = new RandomCommands(seed, 400);
      var machine = new StoreMachine();
      List<StateView> taken = new ArrayList<>();
      List<List<Durable>> then = new ArrayList<>();
      for (int step = 0; step < 4_000; step++) {
        machine.apply(commands.next(machine.revision(), machine.compacted()));
        if (commands.oneIn(500)) {
          taken.add(machine.snapshot());
          then.add(pieces(machine.snapshot()));
        }
      }
      for (int i = 0; i < taken.size(); i++) {
        assertThat(pieces(taken.get(i))).isEqualTo(then.get(i));
        assertThat(pieces(taken.get(i))).isEqualTo(then.get(i)); // and once more
      }
    }
  }

  @Test
  @DisplayName("a copy goes on as the original does, swept or not")
  void copyGoesOn() {
    var commands = new RandomCommands(77, 60);
    var machine = new StoreMachine();
    for (int step = 0; step < 5_000; step++) {
      machine.apply(commands.next(machine.revision(), machine.compacted()));
    }
    machine.apply(new Compact(machine.revision() - 3));
    var unswept = restored(machine.snapshot());
    machine.sweep(Integer.MAX_VALUE);
    var swept = restored(machine.snapshot());
    assertThat(pieces(swept.snapshot())).isEqualTo(pieces(unswept.snapshot()));
    for (int step = 0; step < 2_000; step++) {
      var command = commands.next(machine.revision(), machine.compacted());
      var expected = machine.apply(command);
      assertThat(swept.apply(command)).isEqualTo(expected);
      assertThat(unswept.apply(command)).isEqualTo(expected);
    }
    long compacted = machine.compacted();
    assertThat(swept.changes(compacted, Long.MAX_VALUE - 1))
        .isEqualTo(machine.changes(compacted, Long.MAX_VALUE - 1));
    assertThat(swept.snapshot().hash(swept.revision()))
        .isEqualTo(machine.snapshot().hash(machine.revision()));
  }

  @Test
  @DisplayName("leases, users, roles and alarms are in it")
  void everything() {
    var machine = new StoreMachine();
    for (int lease = 1; lease <= 3_000; lease++) {
      machine.apply(new LeaseGrant(lease, lease));
    }
    machine.apply(Put.of(Bytes.of("k"), Bytes.of("v"), 17));
    machine.apply(new UserAdd("u", Optional.empty()));
    machine.apply(new RoleAdd("r"));
    machine.apply(new RaiseAlarm(new Alarm(4, Kind.NO_SPACE)));
    var copy = restored(machine.snapshot());
    assertThat(copy.leases().ttls()).isEqualTo(machine.leases().ttls());
    assertThat(copy.leases().keys(17)).containsExactly(Bytes.of("k"));
    assertThat(copy.auth().snapshot()).isEqualTo(machine.auth().snapshot());
    assertThat(copy.alarms()).containsExactly(new Alarm(4, Kind.NO_SPACE));
    assertThat(copy.apply(Put.of(Bytes.of("k"), Bytes.of("v"))))
        .isEqualTo(new Refused(KvError.NO_SPACE));
  }

  @Test
  @DisplayName("no piece is large, however many users, roles and permissions there are")
  void manyRules() {
    var machine = new StoreMachine();
    machine.apply(new RoleAdd("r"));
    machine.apply(new UserAdd("u", Optional.empty()));
    for (int i = 0; i < 3_000; i++) {
      var keys = KeyRange.single(Bytes.of("%0100d".formatted(i)));
      machine.apply(new RoleGrantPermission("r", new Permission(Access.READ, keys)));
      machine.apply(new RoleAdd("role-%0100d".formatted(i)));
      machine.apply(new UserAdd("user-%0100d".formatted(i), Optional.empty()));
      machine.apply(new UserGrantRole("u", "role-%0100d".formatted(i)));
    }
    List<Durable> pieces = pieces(machine.snapshot());
    assertThat(pieces).hasSizeGreaterThan(30);
    assertThat(pieces).allMatch(piece -> encodedBytes(piece) < 64 * 1_024);
    assertThat(pieces)
        .filteredOn(piece -> encodedBytes(piece) > 1_024)
        .allMatch(piece -> ((LargePiece) piece).size() > 1_024);
    assertThat(restored(machine.snapshot()).auth().snapshot()).isEqualTo(machine.auth().snapshot());
  }

  @Test
  @DisplayName("a snapshot from which a piece is missing is not taken for a whole one")
  void missingPiece() {
    var machine = new StoreMachine();
    for (int i = 0; i < 1_000; i++) {
      machine.apply(Put.of(Bytes.of("key-" + i), new Bytes(new byte[100])));
    }
    List<Durable> pieces = pieces(machine.snapshot());
    assertThat(pieces).hasSizeGreaterThan(6);
    pieces.remove(5);
    assertThatThrownBy(() -> restored(pieces)).hasMessageContaining("as a whole");
  }
}
