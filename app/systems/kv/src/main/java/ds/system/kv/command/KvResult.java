package ds.system.kv.command;

import ds.protocol.rsm.Machine;
import ds.system.kv.command.KvCommand.Alarm;
import java.util.List;
import java.util.Optional;

/// What the replicated state answers.
public sealed interface KvResult extends Machine.Result {

  /// The revision that goes into the answer's header; 0 where etcd gives none.
  long revision();

  /// A key has a new version, whose revision this is.
  ///
  /// @param previous the version before, if it was wanted and there was one
  record Stored(long revision, Optional<KeyValue> previous) implements KvResult {

    @Override
    public int size() {
      return 32 + previous.map(KeyValue::size).orElse(0);
    }
  }

  /// @param count of keys that were there and are not any more
  /// @param previous what they were, in order of their keys, if it was wanted
  record Deleted(long revision, long count, List<KeyValue> previous) implements KvResult {

    @Override
    public int size() {
      return 48 + sizeOf(previous);
    }
  }

  /// @param items as many as the limit allows
  /// @param count of all keys in the range, whatever limit and filters say
  /// @param more whether the limit cut items off
  record Found(long revision, List<KeyValue> items, long count, boolean more) implements KvResult {

    @Override
    public int size() {
      return 48 + sizeOf(items);
    }
  }

  /// @param succeeded whether the conditions held
  /// @param results one for each operation that was carried out
  record Transacted(long revision, boolean succeeded, List<KvResult> results) implements KvResult {

    @Override
    public int size() {
      int size = 48;
      for (KvResult result : results) {
        size += result.size();
      }
      return size;
    }
  }

  record Granted(long revision, long lease, long ttlSeconds) implements KvResult {}

  /// @param alarms those that the command has raised or lifted
  record Alarms(long revision, List<Alarm> alarms) implements KvResult {}

  /// It is done, and there is nothing more to say.
  record Done(long revision) implements KvResult {}

  /// Nothing was changed.
  record Refused(KvError error) implements KvResult {

    @Override
    public long revision() {
      return 0;
    }
  }

  private static int sizeOf(List<KeyValue> items) {
    int size = 0;
    for (KeyValue item : items) {
      size += item.size();
    }
    return size;
  }
}
