package replicatedkv;

import ds.core.NodeId;
import ds.exercise.replicatedkv.Operation;
import ds.protocol.raft.log.Command;

/// A request on its way through the log.
record Execute(NodeId client, long number, Operation operation) implements Command {}
