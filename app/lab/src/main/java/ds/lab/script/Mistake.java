package ds.lab.script;

import java.util.Collection;

/// Something in a script that its author has to put right: what was found and what is expected. It
/// does not leave this package but as a [Performance.Failed], which adds the file and the line.
final class Mistake extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Mistake(String what) {
    super(what);
  }

  /// A name that is not among the valid ones.
  ///
  /// @param kind what is named, such as `command`
  static Mistake unknown(String kind, String name, Collection<String> valid) {
    String guess = Nearest.to(name, valid).map(it -> "; did you mean '" + it + "'?").orElse("");
    return new Mistake(
        "unknown " + kind + " '" + name + "'; expected " + String.join(", ", valid) + guess);
  }

  /// In words; unlike [#getMessage] never absent.
  String what() {
    return String.valueOf(getMessage());
  }
}
