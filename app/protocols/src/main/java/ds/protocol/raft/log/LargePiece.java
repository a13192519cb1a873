package ds.protocol.raft.log;

import ds.core.Durable;

/// A piece of a snapshot that may be large, and so says how large it is.
public interface LargePiece extends Durable {

  /// About how many bytes the piece takes, for flow control; constant.
  int size();
}
