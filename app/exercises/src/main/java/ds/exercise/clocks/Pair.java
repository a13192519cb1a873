package ds.exercise.clocks;

/// Two events; which of them is called the first does not matter.
public record Pair(Logged first, Logged second) {}
