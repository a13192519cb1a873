package replicatedkv;

import ds.core.NodeId;
import ds.exercise.replicatedkv.Operation;

/// What a client asked for, and the term in which a leader received it. A new leader's first entry
/// asks for nothing: its number is 0.
record Entry(long term, NodeId client, long number, Operation operation) {}
