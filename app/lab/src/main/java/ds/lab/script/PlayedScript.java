package ds.lab.script;

import ds.core.Check;
import ds.lab.scenario.Scenario;
import ds.lab.script.stage.ManualDriver;
import ds.lab.script.stage.ManualDriver.Move;
import ds.lab.script.stage.Mistake;
import ds.lab.simulation.Course;
import ds.lab.world.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a script about a protocol does, move by move, so that it can be done again with stops.
///
/// @param scenario who takes part, and what they promise
public record PlayedScript<M>(Scenario<M> scenario, List<Played<M>> moves) {

  /// A move, and how many steps had been taken when it was made.
  record Played<M>(Move<M> move, long steps) {}

  public PlayedScript {
    moves = List.copyOf(moves);
  }

  /// Plays a script from its first line to its last.
  ///
  /// @param name for messages, and of the scenario
  /// @throws Mistake if the text has one
  public static <M> PlayedScript<M> of(ProtocolLanguage<M> language, String name, String text) {
    var taken = new Taken<M>();
    var play = new ManualPlay<>(language, (_, _) -> {}, taken::follow);
    if (Performance.of(name, text, play) instanceof Performance.Malformed(var why)) {
      throw new Mistake(why);
    }
    return taken.named(name, Script.read(name, text).script().story());
  }

  /// The same once more, before the eyes of `observer`.
  public Course<M> course(Observer<M> observer) {
    return new ScriptCourse<>(this, observer);
  }

  /// What is taken down while a script is played.
  private static final class Taken<M> {

    private final List<Played<M>> moves = new ArrayList<>();
    private Optional<Scenario<M>> scenario = Optional.empty();

    void follow(Scenario<M> cast, ManualDriver<M> driver) {
      scenario = Optional.of(cast);
      driver.follow(move -> moves.add(new Played<>(move, driver.world().steps())));
    }

    PlayedScript<M> named(String name, String story) {
      Check.that(scenario.isPresent(), "a script that was played has begun");
      return new PlayedScript<>(scenario.get().renamed(name).about(story), moves);
    }
  }
}
