package ds.workbench.terminal;

/// Text in lines of a readable length.
public final class Wrap {

  private Wrap() {}

  /// @param width of the longest line
  /// @param indent before each line
  public static String at(int width, String text, String indent) {
    StringBuilder wrapped = new StringBuilder();
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > width) {
        wrapped.append(line).append('\n');
        line = new StringBuilder(indent);
      }
      line.append(line.length() == indent.length() ? "" : " ").append(word);
    }
    return wrapped.append(line).toString();
  }
}
