package ds.lab.story;

import ds.lab.chance.Times;

/// A line of a story, for whoever prints it to colour as it likes.
///
/// @param number of the step that the line tells, counted from 1; 0 if it tells none
/// @param time in nanoseconds of virtual time; only of lines with a number
public record Line(Kind kind, int number, long time, String text) {

  /// What a line tells.
  public enum Kind {
    /// What broke, at the top.
    TITLE,
    /// A node starts, or starts again.
    STARTED,
    RECEIVED,
    TIMER,
    FAULT,
    /// What a node did about the event above.
    DETAIL,
    /// Something that is no step, such as a write that was lost.
    NOTE,
    /// Which property broke and why.
    BROKEN,
    /// A command to go on with.
    COMMAND
  }

  private static final int NUMBER_WIDTH = 3;
  private static final int TIME_WIDTH = 11;
  private static final String INDENT = " ".repeat(NUMBER_WIDTH + 1 + TIME_WIDTH + 2);

  static Line step(Kind kind, int number, long time, String text) {
    return new Line(kind, number, time, text);
  }

  static Line of(Kind kind, String text) {
    return new Line(kind, 0, 0, text);
  }

  /// As plain text, with number and time in columns of their own.
  @Override
  public String toString() {
    return switch (kind) {
      case TITLE, BROKEN, COMMAND -> text;
      case DETAIL -> INDENT + "  " + text;
      case NOTE -> INDENT + text;
      case STARTED, RECEIVED, TIMER, FAULT ->
          right(Integer.toString(number), NUMBER_WIDTH)
              + " "
              + right(Times.text(time), TIME_WIDTH)
              + "  "
              + text;
    };
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
