package ds.workbench.terminal;

import ds.lab.script.stage.Nearest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Optional;

/// Something the user has to put right. Every message has the same three parts: what is wrong, what
/// was expected, and the nearest valid name if there is one.
public final class Complaint extends RuntimeException {

  private final Exit exit;

  private Complaint(Exit exit, String message) {
    super(message);
    this.exit = exit;
  }

  public static Complaint of(Exit exit, String wrong, String expected) {
    return new Complaint(exit, wrong + "; " + expected);
  }

  /// A file that is not what it should be.
  ///
  /// @param message has all parts, and the line
  public static Complaint malformed(String message) {
    return new Complaint(Exit.MALFORMED, message);
  }

  /// A name that is not among the valid ones.
  ///
  /// @param kind what is named, such as `scenario`
  public static Complaint unknown(String kind, String name, Collection<String> valid) {
    return new Complaint(Exit.USAGE, unknownName(kind, name, valid));
  }

  /// The words of [#unknown].
  public static String unknownName(String kind, String name, Collection<String> valid) {
    String expected = String.join(", ", valid.stream().sorted().toList());
    return "unknown %s '%s'; expected one of %s%s"
        .formatted(kind, name, expected, suggestion(name, valid));
  }

  /// The end of a message: the nearest valid name, if one is near.
  public static String suggestion(String name, Collection<String> valid) {
    Optional<String> nearest = Nearest.to(name, valid);
    return nearest.map(it -> "; did you mean '" + it + "'?").orElse("");
  }

  /// Why a file or folder cannot be written, in words: an exception about one often says the rest
  /// by its name alone.
  public static String why(IOException e) {
    return switch (e) {
      case FileAlreadyExistsException file -> file.getFile() + " is no directory";
      case AccessDeniedException file -> "no right to write " + file.getFile();
      case NoSuchFileException file -> file.getFile() + ": there is no folder for it";
      case FileSystemException file ->
          file.getFile() + ": " + (file.getReason() == null ? "cannot be used" : file.getReason());
      default -> String.valueOf(e.getMessage());
    };
  }

  public Exit exit() {
    return exit;
  }
}
