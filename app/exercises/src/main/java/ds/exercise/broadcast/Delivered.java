package ds.exercise.broadcast;

import ds.core.Fact;

/// A server hands a value to the application on it, which has not had it in this life.
public record Delivered(long value) implements Fact {}
