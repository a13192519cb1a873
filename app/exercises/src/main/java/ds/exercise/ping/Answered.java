package ds.exercise.ping;

import ds.core.Fact;

/// A pinger has the answer to one of its questions.
///
/// @param number of the question, from 1
public record Answered(int number) implements Fact {}
