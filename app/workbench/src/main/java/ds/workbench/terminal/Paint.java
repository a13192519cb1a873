package ds.workbench.terminal;

/// Colours for terminals; elsewhere the text stays as it is. A colour never says anything alone.
public enum Paint {
  BOLD("1"),
  FAINT("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33");

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  /// The text in this colour, if the output is for eyes that want colours.
  public String on(String text) {
    return Terminal.hasColours() ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
