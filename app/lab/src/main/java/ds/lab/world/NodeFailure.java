package ds.lab.world;

import ds.core.Event;
import ds.core.NodeId;

/// A node threw an exception: a programmer error, whichever node it was.
public final class NodeFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NodeFailure(NodeId node, Event<?> event, RuntimeException cause) {
    super(node + " failed on " + event + ": " + cause, cause);
  }
}
