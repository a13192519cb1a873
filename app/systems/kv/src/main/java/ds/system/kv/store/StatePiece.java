package ds.system.kv.store;

import ds.core.Durable;
import ds.protocol.raft.log.LargePiece;
import ds.system.kv.auth.Rules;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvCommand.Alarm;
import java.util.List;

/// A part of a snapshot, in the order in which they come. Of [LeasePiece], [MoreRulesPiece] and
/// [KeyPiece] there are as many as it takes, of the others one each.
public sealed interface StatePiece extends Durable {

  /// @param compacted the oldest revision that can be read
  record Head(long revision, long compacted) implements StatePiece {}

  record Lease(long id, long ttlSeconds) {}

  record LeasePiece(List<Lease> leases) implements StatePiece {
    public LeasePiece {
      leases = List.copyOf(leases);
    }
  }

  record AlarmPiece(List<Alarm> alarms) implements StatePiece {
    public AlarmPiece {
      alarms = List.copyOf(alarms);
    }
  }

  /// All users and roles, or as many as a piece has room for.
  record RulesPiece(Rules rules) implements StatePiece, LargePiece {
    @Override
    public int size() {
      return rules.size();
    }
  }

  /// Some of the others. It has a name of its own so that a version which knows only one piece of
  /// rules refuses the snapshot, and does not go on with a part of them.
  record MoreRulesPiece(Rules rules) implements StatePiece, LargePiece {
    @Override
    public int size() {
      return rules.size();
    }
  }

  /// Keys in their order, the versions of each in theirs.
  record KeyPiece(List<KeyValue> versions) implements StatePiece, LargePiece {
    public KeyPiece {
      versions = List.copyOf(versions);
    }

    @Override
    public int size() {
      return versions.stream().mapToInt(KeyValue::size).sum();
    }
  }

  /// Nothing is missing.
  ///
  /// @param versions how many there were
  record End(long versions) implements StatePiece {}
}
