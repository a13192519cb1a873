package ds.workbench.terminal;

import java.io.PrintWriter;

/// The last line of a terminal, which renews itself while something goes on. Elsewhere nothing is
/// printed: a file is no place for what is true for a moment.
public final class StatusLine {

  private final PrintWriter out;

  public StatusLine(PrintWriter out) {
    this.out = out;
  }

  public void show(String text) {
    print(text);
  }

  /// To be called before a line that stays.
  public void clear() {
    print("");
  }

  private void print(String text) {
    if (Terminal.isTerminal()) {
      out.print("\r\033[K" + text);
      out.flush();
    }
  }
}
