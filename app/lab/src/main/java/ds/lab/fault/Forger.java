package ds.lab.fault;

import ds.core.NodeId;
import ds.lab.chance.Draws;

/// What a Byzantine node or link makes of a message. It may lie in any way that the family of
/// messages allows, and differently to each receiver.
public interface Forger<M> {

  M forge(NodeId from, NodeId to, M message, Draws draws);
}
