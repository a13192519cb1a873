package ds.runtime.host;

import ds.core.Fact;
import ds.core.NodeId;
import java.io.IOException;

/// Is told what happens on a host, on its loops; so it answers at once.
public interface HostObserver {

  /// A node has stated something about itself.
  default void reported(NodeId node, Fact fact) {}

  /// A node has thrown, and is stopped as by a crash. The process should end: whoever talks to the
  /// node would wait in vain, and only a restart brings it back.
  ///
  /// @param event what it was handed
  void nodeFailed(NodeId node, Object event, Throwable cause);

  /// A node could not be started, as what its disk holds of it cannot be read: it has changed, say.
  default void unreadable(NodeId node, IOException reason) {
    nodeFailed(node, "its start", reason);
  }
}
