package ds.exercise.grading;

import ds.lab.story.Line;

/// A line of a story, as text.
public record Told(Line.Kind kind, String text) {

  static Told of(Line line) {
    return new Told(line.kind(), line.toString());
  }
}
