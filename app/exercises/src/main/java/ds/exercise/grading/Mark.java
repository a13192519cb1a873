package ds.exercise.grading;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What became of a test.
///
/// @param test its name
/// @param runs how many seeds were tried
/// @param seed the one that failed; 0 if none did
/// @param property what broke; empty if nothing did
/// @param why what was wrong, in a sentence; empty if nothing was
public record Mark(String test, Result result, long runs, long seed, String property, String why) {

  /// The longest sentence that is passed on: a node may fail with any text.
  private static final int WHY_MAX = 4_000;

  /// What a test can end with.
  public enum Result {
    PASSED,
    /// A property broke, or the node threw an exception.
    FAILED,
    /// A history could not be judged within the bounds. It is no pass.
    UNKNOWN,
    /// The code did not come to an end, or needed too much memory.
    STOPPED
  }

  public Mark {
    why = why.length() <= WHY_MAX ? why : why.substring(0, WHY_MAX) + " …";
  }

  static Mark passed(String test, long runs) {
    return new Mark(test, Result.PASSED, runs, 0, "", "");
  }

  public boolean isPassed() {
    return result == Result.PASSED;
  }

  /// Writes it where [#read] finds it again.
  public void write(DataOutput out) throws IOException {
    out.writeUTF(test);
    out.writeUTF(result.name());
    out.writeLong(runs);
    out.writeLong(seed);
    out.writeUTF(property);
    out.writeUTF(why);
  }

  public static Mark read(DataInput in) throws IOException {
    return new Mark(
        in.readUTF(),
        Result.valueOf(in.readUTF()),
        in.readLong(),
        in.readLong(),
        in.readUTF(),
        in.readUTF());
  }
}
