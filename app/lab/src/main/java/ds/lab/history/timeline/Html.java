package ds.lab.history.timeline;

/// Text that is safe to stand in a page, whatever it is.
public final class Html {

  private static final int TEXT_LENGTH_MAX = 2_000;

  private Html() {}

  /// A text as content or as the value of a quoted attribute. Control characters and characters
  /// that turn the direction of writing are shown as a box, since they could disguise the rest.
  public static String escaped(String text) {
    int length = Math.min(text.length(), TEXT_LENGTH_MAX);
    var safe = new StringBuilder(length + 16);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(isInvisible(c) ? '\u25A1' : c);
      }
    }
    return length < text.length() ? safe.append('…').toString() : safe.toString();
  }

  private static boolean isInvisible(char c) {
    return Character.isISOControl(c)
        || (c >= '\u200B' && c <= '\u200F')
        || (c >= '\u2028' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\uFEFF';
  }
}
