package ds.workbench.terminal;

/// Whether a person looks at what is printed. The launcher knows: it asks the shell about the
/// standard output alone, while [System#console()] asks about the input as well.
public final class Terminal {

  private Terminal() {}

  /// True if the output goes to a terminal; then lines may renew themselves.
  public static boolean isTerminal() {
    return Boolean.getBoolean("ds.terminal");
  }

  /// Colours are for terminals whose owner has not forbidden them (see no-color.org).
  public static boolean hasColours() {
    String forbidden = System.getenv("NO_COLOR");
    return isTerminal() && (forbidden == null || forbidden.isEmpty());
  }
}
