package ds.protocol.raft.log;

import ds.core.Durable;

/// What a log replicates: a record that the state machine understands.
public interface Command extends Durable {

  /// About how many bytes the command takes, for flow control; constant.
  default int size() {
    return 64;
  }
}
