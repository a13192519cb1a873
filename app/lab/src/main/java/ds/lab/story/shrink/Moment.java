package ds.lab.story.shrink;

import ds.lab.world.Action;

/// An action and the virtual time at which it happened.
///
/// @param time in nanoseconds since the world began
public record Moment<M>(long time, Action<M> action) {}
