package ds.lab.simulation;

import ds.core.Node;
import ds.core.NodeId;
import ds.lab.chance.Span;
import ds.lab.fault.Forger;
import ds.lab.fault.LinkProfile;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// All that a simulation needs besides a seed.
///
/// @param nodes in the order in which they start
/// @param network how links treat messages, faults apart
/// @param disk how long a write takes to become durable, faults apart
/// @param calmAt when the script's and the nemeses' faults end for good, links become those of a
///   quiet network, and what was promised "eventually" has time to come true
public record Setting<M>(
    List<Place<M>> nodes,
    LinkProfile network,
    Span disk,
    List<Act<M>> script,
    List<Nemesis<M>> nemeses,
    Optional<Forger<M>> forger,
    long calmAt) {

  /// A node and where it lives.
  public record Place<M>(NodeId id, Supplier<? extends Node<M>> factory) {}
}
