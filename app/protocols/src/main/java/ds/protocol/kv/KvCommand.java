package ds.protocol.kv;

import ds.protocol.raft.log.Command;

/// What changes the store.
///
/// | command    | if the key is there                       | if it is not                       |
/// |------------|-------------------------------------------|------------------------------------|
/// | [Put]      | replaces the value                        | makes the key                      |
/// | [PutIf]    | replaces the value of the given version   | makes the key, for version 0       |
/// | [Append]   | adds to the end of the value              | makes the key                      |
/// | [Delete]   | the key is gone                           | [KvResult.NoKey]                   |
///
/// All but [Delete] answer [KvResult.Stored].
public sealed interface KvCommand extends Command {

  String key();

  record Put(String key, String value) implements KvCommand {

    @Override
    public int size() {
      return 16 + key.length() + value.length();
    }
  }

  /// Changes nothing unless the value has the expected version.
  ///
  /// @param version what the key must have; 0 stands for a key that is not there
  record PutIf(String key, String value, long version) implements KvCommand {

    @Override
    public int size() {
      return 24 + key.length() + value.length();
    }
  }

  record Append(String key, String value) implements KvCommand {

    @Override
    public int size() {
      return 16 + key.length() + value.length();
    }
  }

  record Delete(String key) implements KvCommand {

    @Override
    public int size() {
      return 16 + key.length();
    }
  }
}
