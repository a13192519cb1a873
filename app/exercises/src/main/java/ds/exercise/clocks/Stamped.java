package ds.exercise.clocks;

import ds.core.Fact;

/// The event that the server handles now has this stamp.
public record Stamped(Stamp stamp) implements Fact {}
