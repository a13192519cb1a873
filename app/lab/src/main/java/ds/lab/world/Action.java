package ds.lab.world;

import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.fault.Fault;

/// One thing that a driver made happen. The actions of a run, in order, are its schedule: they lead
/// an equal world through the same steps, and a part of them can be tried alone.
public sealed interface Action<M> {

  record Deliver<M>(NodeId from, NodeId to, M message) implements Action<M> {}

  record Fire<M>(NodeId node, Timer timer) implements Action<M> {}

  /// What the node had been writing is durable.
  record Sync<M>(NodeId node) implements Action<M> {}

  record Begin<M>(Fault fault) implements Action<M> {}

  record End<M>(Fault.Lasting fault) implements Action<M> {}
}
