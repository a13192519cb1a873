package ds.exercise.grading;

import ds.lab.story.Line;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A line of a story, as text.
public record Told(Line.Kind kind, String text) {

  /// The longest line that is passed on: a node may send any text.
  private static final int TEXT_MAX = 4_000;

  public Told {
    text = text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + " …";
  }

  static Told of(Line line) {
    return new Told(line.kind(), line.toString());
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(kind.name());
    out.writeUTF(text);
  }

  static Told read(DataInput in) throws IOException {
    return new Told(Line.Kind.valueOf(in.readUTF()), in.readUTF());
  }
}
