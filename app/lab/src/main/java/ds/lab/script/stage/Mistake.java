package ds.lab.script.stage;

import java.util.Collection;

/// Something in a script that its author has to put right: what was found and what is expected.
/// Verbs throw it; it leaves a play as a failed performance, which adds the file and the line.
public final class Mistake extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Mistake(String what) {
    super(what);
  }

  /// A name that is not among the valid ones.
  ///
  /// @param kind what is named, such as `command`
  public static Mistake unknown(String kind, String name, Collection<String> valid) {
    String guess = Nearest.to(name, valid).map(it -> "; did you mean '" + it + "'?").orElse("");
    return new Mistake(
        "unknown " + kind + " '" + name + "'; expected " + String.join(", ", valid) + guess);
  }

  /// In words; unlike [#getMessage] never absent.
  public String what() {
    return String.valueOf(getMessage());
  }
}
