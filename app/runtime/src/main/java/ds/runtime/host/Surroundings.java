package ds.runtime.host;

import ds.core.Event;
import ds.core.Fact;
import ds.core.NodeId;

/// What a [Resident] needs of the host around it.
interface Surroundings<M> {

  /// Brings a message to another node or to a port, or loses it.
  void send(NodeId to, M message);

  void reported(Fact fact);

  /// The node has handled an event.
  void stepped();

  /// The node has thrown `cause` at `event`, and is stopped.
  void nodeFailed(Event<M> event, Throwable cause);
}
