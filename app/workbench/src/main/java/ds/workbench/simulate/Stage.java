package ds.workbench.simulate;

import ds.lab.scenario.Scenario;
import ds.lab.story.Line;
import ds.lab.story.Storyteller;
import ds.lab.story.shrink.Effort;
import ds.workbench.terminal.Paint;
import java.io.PrintWriter;

/// A scenario that was opened, where its runs are told, and the command that opened it.
///
/// @param command what repeats it but for the seed: `./ds simulate raft --nodes 5`
public record Stage<M>(Scenario<M> scenario, String command, PrintWriter out) {

  /// Tells the run under a seed that broke a property as a story of the few steps that matter.
  void tellStory(long seed) {
    new Storyteller<>(scenario, Effort.USUAL)
        .tell(seed, command + " --seed " + seed)
        .ifPresent(story -> story.lines().forEach(line -> out.println(painted(line))));
    out.flush();
  }

  /// A line of a story as it is printed.
  public static String painted(Line line) {
    return painted(line.kind(), line.toString());
  }

  /// A line of a story, in the colour of its kind.
  public static String painted(Line.Kind kind, String text) {
    return switch (kind) {
      case TITLE, COMMAND -> Paint.BOLD.on(text);
      case BROKEN -> Paint.RED.on(text);
      case FAULT -> Paint.YELLOW.on(text);
      case DETAIL, NOTE -> Paint.FAINT.on(text);
      case STARTED, RECEIVED, TIMER -> text;
    };
  }
}
