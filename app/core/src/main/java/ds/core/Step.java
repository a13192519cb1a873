package ds.core;

import java.util.List;

/// One event handled by one node, with all that the node did about it: the only trace there is.
///
/// A simulator makes steps, a search explores them, invariants and checkers read them, a debugger
/// draws them.
///
/// @param effects in the order in which the node asked for them
public record Step<M>(NodeId node, Event<M> event, List<Effect<M>> effects) {}
