package ds.lab.takeover.script;

import ds.lab.scenario.Scenario;
import ds.lab.script.Language;
import ds.lab.script.Performance;
import ds.lab.script.Play;
import ds.lab.script.stage.Mistake;
import ds.lab.takeover.RunLink;
import java.util.function.Function;

/// Scripts about runs, which a seed decides.
///
/// ```
/// run SCENARIO?seed=N[&servers=N]     begins, as the run's link does
/// to STEP | to end                    goes on until so many steps have been taken, or to its end
/// show [NODES] [| FIELD ...]          which nodes are up, and what their fields hold
/// crash s1 | drop 417 | …             does something there: all that `Deeds` can
/// ```
///
/// @param scenarios gives the scenario of a link
public record RunLanguage(Function<RunLink, Scenario<?>> scenarios) implements Language {

  /// The folder of these scripts.
  public static final String NAME = "runs";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Play play() {
    return new RunPlay(scenarios);
  }

  /// The run that a script is about, with all that is done in it.
  ///
  /// @param name for messages
  /// @throws Mistake if the text has one
  public RunLink link(String name, String text) {
    RunPlay play = new RunPlay(scenarios);
    if (Performance.of(name, text, play) instanceof Performance.Malformed(var why)) {
      throw new Mistake(why);
    }
    return play.link().orElseThrow(() -> new Mistake(name + " begins no run"));
  }
}
