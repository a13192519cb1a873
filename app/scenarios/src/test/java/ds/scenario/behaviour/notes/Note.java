package ds.scenario.behaviour.notes;

import ds.core.NodeId;
import ds.protocol.raft.log.Command;

/// What servers are asked to keep.
///
/// @param author who wrote it
/// @param number among the notes of its author, from 1
/// @param size in bytes, as far as flow control knows
public record Note(NodeId author, long number, int size) implements Command {}
