package ds.workbench.exercise;

import ds.exercise.task.Exercise;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Paint;
import ds.workbench.terminal.Wrap;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Helps whoever is stuck.
@Command(
    name = "hint",
    description = {
      "Give a hint for the test that failed first in the last check. Each call climbs one rung:",
      "from a question to the idea. The code stays yours.",
    },
    footerHeading = "%n",
    footer = {"Examples:", "  ./ds hint ping", "  ./ds hint ping --test a-lost-question"})
public final class HintCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ExerciseChoice choice;

  @Option(names = "--test", paramLabel = "TEST", description = "The test to be helped with.")
  private @Nullable String test;

  @Mixin private Workplace.Choice place;

  @Override
  public Integer call() {
    Exercise<?> exercise = choice.open();
    Workplace workplace = place.of(exercise);
    Progress progress = workplace.progress();
    String name = test == null ? progress.failed() : test;
    if (name.isEmpty()) {
      throw Complaint.of(
          Exit.USAGE,
          "no test of " + exercise.name() + " has failed yet",
          "expected './ds check " + exercise.name() + workplace.option() + "' first, or --test");
    }
    climb(workplace, ExerciseChoice.test(exercise, name).name());
    return Exit.OK.code();
  }

  private void climb(Workplace workplace, String name) {
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = workplace.progress();
    List<String> ladder = workplace.material().hints().of(name);
    int rungs = Math.min(ladder.size(), progress.hints(name) + 1);
    out.println(Paint.BOLD.on(name) + ", hint " + rungs + " of " + ladder.size());
    for (int i = 0; i < rungs; i++) {
      out.println();
      out.println(Wrap.at(96, ladder.get(i), "  "));
    }
    out.println();
    out.println(
        rungs < ladder.size()
            ? "Still stuck? './ds hint "
                + workplace.exercise().name()
                + workplace.option()
                + "' goes on."
            : "That was the last hint. The handout: " + workplace.shown() + "/README.md");
    out.flush();
    if (workplace.isStarted()) {
      progress.setHints(name, rungs);
      progress.save();
    }
  }
}
