package ds.lab.takeover;

import ds.lab.script.stage.Mistake;

/// Something a hand did in a run.
///
/// @param step after so many steps, and after the choices before it
/// @param deed what it did, in the words of [Deeds]: `crash s1`
public record Choice(long step, String deed) {

  /// Longer deeds than anybody gives are refused.
  private static final int DEED_MAX = 200;

  public Choice {
    if (step < 0 || step > RunLink.STEPS_MAX) {
      throw new Mistake("found step " + step + " of a choice; expected 0 to " + RunLink.STEPS_MAX);
    }
    if (deed.isBlank() || deed.length() > DEED_MAX) {
      throw new Mistake("found no deed in a choice; expected one such as 'crash s1'");
    }
  }

  /// Reads `118:crash s1`.
  static Choice parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new Mistake("found '" + text + "'; expected a choice such as 118:crash+s1");
    }
    long step = RunLink.number("the step of a choice", text.substring(0, colon));
    return new Choice(step, text.substring(colon + 1).strip());
  }

  @Override
  public String toString() {
    return step + ":" + deed;
  }
}
