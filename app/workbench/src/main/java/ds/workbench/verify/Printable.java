package ds.workbench.verify;

/// Makes text from a file fit for a terminal, which takes some characters for commands.
final class Printable {

  private Printable() {}

  static String text(String text) {
    var printable = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? 0xFFFD : c)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }
}
