package ds.workbench.exercise;

import ds.exercise.task.Exercise;
import ds.workbench.site.place.Checkout;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Paint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lays out the skeleton of an exercise.
@Command(
    name = "start",
    description = {
      "Lay out the skeleton of an exercise: a Maven project that every IDE opens, beside its",
      "handout or in a folder of your own. What you have written already is never touched.",
    },
    footerHeading = "%n",
    footer = {"Examples:", "  ./ds start ping", "  ./ds start raft --out ~/my-raft"})
public final class StartCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ExerciseChoice choice;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to put it (app/exercises/NAME, if left out).")
  private @Nullable Path folder;

  @Override
  public Integer call() {
    Exercise<?> exercise = choice.open();
    Path root = Checkout.here().root();
    Optional<Path> wanted = Optional.ofNullable(folder);
    Path usual = root.resolve("app").resolve("exercises").resolve(exercise.name());
    var workplace = Workplace.of(root, exercise, wanted.or(() -> Optional.of(usual)));
    PrintWriter out = spec.commandLine().getOut();
    String shown = workplace.shown();
    if (workplace.isStarted()) {
      throw Complaint.of(
          Exit.USAGE,
          shown + " holds a project already",
          "go on with './ds check " + exercise.name() + "', or choose another folder with --out");
    }
    try {
      new Layout(workplace).write();
      workplace.note();
    } catch (IOException e) {
      throw Complaint.of(
          Exit.UNWRITABLE,
          shown + " cannot be written (" + e.getMessage() + ")",
          "expected a folder");
    }
    out.println(Paint.BOLD.on(workplace.material().handout().title()));
    out.println();
    out.println("  read    " + handout(workplace));
    for (String each : exercise.classes()) {
      out.println(
          "  write   %s/src/main/java/%s/%s.java".formatted(shown, exercise.packageName(), each));
    }
    out.println("  check   ./ds check " + exercise.name());
    out.println("  stuck?  ./ds hint " + exercise.name());
    out.println();
    out.println("It takes " + exercise.time() + ". In an IDE, open the folder as a Maven project.");
    out.flush();
    return Exit.OK.code();
  }

  private static String handout(Workplace workplace) {
    return Path.of(workplace.shown()).resolve("README.md").toString();
  }
}
