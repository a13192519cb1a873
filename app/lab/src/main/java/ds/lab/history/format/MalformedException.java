package ds.lab.history.format;

/// Ends the reading of a line that cannot be understood; never leaves the package.
final class MalformedException extends Exception {

  private static final long serialVersionUID = 1;
  private static final int FOUND_LENGTH_MAX = 80;

  private final String found;
  private final String expected;

  MalformedException(String found, String expected) {
    super("found " + found + ", expected " + expected);
    this.found = found;
    this.expected = expected;
  }

  /// What stood there, made fit for a terminal.
  String found() {
    String shown =
        found.length() <= FOUND_LENGTH_MAX ? found : found.substring(0, FOUND_LENGTH_MAX) + "…";
    return shown
        .codePoints()
        .map(c -> isCommand(c) ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// Control characters, line ends, and marks that turn the direction of writing.
  private static boolean isCommand(int c) {
    return Character.isISOControl(c)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  String expected() {
    return expected;
  }
}
