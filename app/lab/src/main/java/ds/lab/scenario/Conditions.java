package ds.lab.scenario;

import ds.lab.chance.Span;
import ds.lab.fault.Forger;
import ds.lab.fault.LinkProfile;
import java.util.Optional;

/// What the nodes run on when nothing in particular goes wrong.
///
/// @param disk how long a write takes to become durable
/// @param forger what Byzantine nodes and links say; without one, links drop what they damage
public record Conditions<M>(LinkProfile network, Span disk, Optional<Forger<M>> forger) {}
