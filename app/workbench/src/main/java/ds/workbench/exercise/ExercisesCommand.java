package ds.workbench.exercise;

import ds.exercise.Exercises;
import ds.exercise.task.Exercise;
import ds.exercise.task.Part;
import ds.exercise.task.TestCase;
import ds.workbench.terminal.Paint;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Lists the exercises.
@Command(
    name = "exercises",
    description = "List the exercises: what each teaches, how long it takes, and how far you are.",
    footerHeading = "%n",
    footer = {"Examples:", "  ./ds exercises", "  ./ds start ping"})
public final class ExercisesCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (Exercise<?> exercise : Exercises.all()) {
      Workplace workplace = Workplace.of(exercise);
      out.printf("%s  %s%n", Paint.BOLD.on("%-15s".formatted(exercise.name())), exercise.teaches());
      out.printf("%-15s  %s%s%n", "", exercise.time(), after(exercise));
      if (workplace.isStarted()) {
        out.printf("%-15s  %s%n", "", progress(workplace));
      }
      out.println();
    }
    out.println("Begin with './ds start NAME'.");
    out.flush();
  }

  private static String after(Exercise<?> exercise) {
    return exercise.buildsOn().isEmpty() ? "" : ", after " + String.join(", ", exercise.buildsOn());
  }

  private static String progress(Workplace workplace) {
    Progress progress = workplace.progress();
    StringBuilder text = new StringBuilder("yours, in " + workplace.shown() + ": ");
    int points = 0;
    for (Part<?> part : workplace.exercise().parts()) {
      int reached = 0;
      for (TestCase<?> test : part.tests()) {
        reached += progress.points(test.name()).orElse(0);
      }
      points += reached;
      text.append("part ").append(part.number()).append(' ');
      text.append(reached).append('/').append(part.points()).append(", ");
    }
    text.append("in all ").append(points).append(" of ").append(workplace.exercise().points());
    return points == workplace.exercise().points() ? Paint.GREEN.on(text.toString()) : text + "";
  }
}
