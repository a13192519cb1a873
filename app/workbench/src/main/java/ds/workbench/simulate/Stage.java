package ds.workbench.simulate;

import ds.lab.run.Outcome;
import ds.lab.scenario.Scenario;
import ds.lab.story.Line;
import ds.lab.story.Storyteller;
import ds.lab.story.shrink.Effort;
import ds.lab.takeover.RunLink;
import ds.workbench.terminal.Paint;
import java.io.PrintWriter;
import java.util.Optional;

/// A scenario that was opened, where its runs are told, and the command that opened it.
///
/// @param command what repeats it but for the seed: `./ds simulate raft --nodes 5`
/// @param link what opens it in a browser, but for the seed; empty if no page has it
public record Stage<M>(
    Scenario<M> scenario, String command, Optional<RunLink> link, PrintWriter out) {

  /// Tells a run that broke a property as a story of the few steps that matter, and how to see it.
  void tellStory(Outcome broken) {
    new Storyteller<>(scenario, Effort.USUAL)
        .tell(broken.seed(), command + " --seed " + broken.seed())
        .ifPresent(story -> story.lines().forEach(line -> out.println(painted(line))));
    showSight(broken);
  }

  /// Tells how to see the end of a run, if a page has it.
  void showSight(Outcome outcome) {
    sight(outcome).ifPresent(it -> out.println("in the browser: " + it));
    out.flush();
  }

  /// The command that opens a run at the step that ended it.
  Optional<String> sight(Outcome outcome) {
    long moment = Math.min(outcome.steps(), RunLink.STEPS_MAX);
    return link.map(it -> "./ds open '" + it.withSeed(outcome.seed()).at(moment) + "'");
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
