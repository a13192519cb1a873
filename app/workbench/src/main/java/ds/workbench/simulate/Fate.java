package ds.workbench.simulate;

import ds.lab.run.Outcome;
import ds.lab.scenario.Property;
import ds.workbench.terminal.Paint;

/// What became of a promise in a run. A run ends at the first violation, so of the other promises
/// it then knows only what it has seen so far.
enum Fate {
  KEPT("kept", Paint.GREEN),
  KEPT_SO_FAR("kept till then", Paint.GREEN),
  SEEN("seen", Paint.GREEN),
  NOT_SEEN("not seen", Paint.FAINT),
  NOT_REACHED("not reached", Paint.FAINT),
  UNKNOWN("unknown", Paint.YELLOW),
  BROKEN("BROKEN", Paint.RED);

  private final String words;
  private final Paint paint;

  Fate(String words, Paint paint) {
    this.words = words;
    this.paint = paint;
  }

  static Fate of(Property<?> property, Outcome outcome) {
    String name = property.name();
    if (outcome.violation().filter(it -> it.property().equals(name)).isPresent()) {
      return BROKEN;
    }
    if (outcome.unknown().contains(name)) {
      return UNKNOWN;
    }
    boolean isCut = outcome.violation().isPresent();
    return switch (property) {
      case Property.Sometimes<?> _ -> outcome.seen().contains(name) ? SEEN : NOT_SEEN;
      case Property.Always<?> _ -> isCut ? KEPT_SO_FAR : KEPT;
      case Property.Eventually<?> _, Property.Judged<?> _ -> isCut ? NOT_REACHED : KEPT;
    };
  }

  String padded() {
    return paint.on("%-15s".formatted(words));
  }
}
