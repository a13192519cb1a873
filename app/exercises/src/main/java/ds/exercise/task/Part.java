package ds.exercise.task;

import java.util.List;

/// A stage of an exercise: what is to be built next, and the tests that hold it.
///
/// @param number from 1
/// @param title what is built in it, in a few words
public record Part<M>(int number, String title, List<TestCase<M>> tests) {

  public Part {
    tests = List.copyOf(tests);
  }

  /// What all its tests are worth.
  public int points() {
    return tests.stream().mapToInt(TestCase::points).sum();
  }
}
