package ds.exercise.sandbox;

import java.util.Arrays;
import java.util.Optional;

/// Something a learner's code threw, with the line that did it.
public final class Blunder extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private Blunder(String message, Throwable cause) {
    super(message, cause);
  }

  /// @param home the package of the learner's classes
  static Blunder of(Throwable thrown, String home) {
    return new Blunder(what(thrown) + place(thrown, home), thrown);
  }

  /// An exception of the learner's own may do anything when it is asked what it says.
  private static String message(Throwable thrown) {
    Meter.reset();
    try {
      return Optional.ofNullable(thrown.getMessage()).orElse("");
    } catch (RuntimeException | Error e) {
      return "";
    }
  }

  private static String what(Throwable thrown) {
    String text = message(thrown);
    return switch (thrown) {
      case Meter.Exhausted _ ->
          "one step did not come to an end: it entered methods, went round loops or filled arrays"
              + " more than 20,000,000 times";
      case StackOverflowError _ -> "a method calls itself without end";
      case OutOfMemoryError _ -> "one step wanted more memory than there is";
      case NoClassDefFoundError _ -> "a node cannot use " + text.replace('/', '.');
      case UnsupportedOperationException _ when !text.isEmpty() -> text;
      case ExceptionInInitializerError _ -> "a static field cannot be set: " + thrown.getCause();
      case IllegalStateException _ when !text.isEmpty() -> text;
      default -> thrown.getClass().getSimpleName() + (text.isEmpty() ? "" : ": " + text);
    };
  }

  private static String place(Throwable thrown, String home) {
    return Arrays.stream(thrown.getStackTrace())
        .filter(it -> it.getClassName().startsWith(home + "."))
        .findFirst()
        .map(it -> " (" + it.getFileName() + ":" + it.getLineNumber() + ")")
        .orElse("");
  }

  /// Without its class: the words are what a learner reads.
  @Override
  @SuppressWarnings("OverrideThrowableToString") // the message is told elsewhere, alone
  public String toString() {
    return String.valueOf(getMessage());
  }
}
