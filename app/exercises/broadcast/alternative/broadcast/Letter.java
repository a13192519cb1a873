package broadcast;

import ds.exercise.broadcast.BroadcastMessage;
import java.util.List;

/// All that a server has to say to another one for the time being.
///
/// @param values that the other one may not have
/// @param thanks values that it has sent, and that are safe on the sender's disk
record Letter(List<Long> values, List<Long> thanks) implements BroadcastMessage.Peer {}
