package ds.workbench.terminal;

/// Makes a line from a file fit for a terminal, which takes some characters for commands.
public final class Printable {

  private Printable() {}

  public static String text(String text) {
    var printable = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) && c != '\t' ? 0xFFFD : c)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }
}
