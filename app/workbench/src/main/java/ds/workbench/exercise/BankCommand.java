package ds.workbench.exercise;

import ds.exercise.grading.Bank;
import ds.exercise.task.Bug;
import ds.exercise.task.Exercise;
import ds.exercise.task.Material;
import ds.workbench.simulate.Stage;
import ds.workbench.site.place.Checkout;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Paint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Plants the mistakes that learners make into a solution, to see which test catches which.
@Command(
    name = "bank",
    description = {
      "Plant each bug of an exercise's bank into its solution and try every test on it. With BUG,",
      "tell the story that a learner with this bug is told.",
    },
    footerHeading = "%n",
    footer = {
      "Ends with 0 if each bug is caught, and for the right reason.",
      "",
      "Examples:",
      "  ./ds bank ping",
      "  ./ds bank ping counts-every-pong",
      "  ./ds bank ping --rewrite               renews app/exercises/ping/matrix.md",
      "  ./ds bank ping --class DIR --size 200  a class to try './ds grade' on",
    })
public final class BankCommand implements Callable<Integer> {

  private static final int CLASS_MAX = 10_000;

  @Spec private CommandSpec spec;

  @Mixin private ExerciseChoice choice;

  @Parameters(
      paramLabel = "BUG",
      index = "1",
      arity = "0..1",
      description = "One of the bugs (all of them, if left out).")
  private @Nullable String name;

  @Option(names = "--rewrite", description = "Write the matrix beside the handout anew.")
  private boolean rewrite;

  @Option(
      names = "--class",
      paramLabel = "DIR",
      description =
          "Write a class of submissions instead: the solution, and each bug in it, in turn.")
  private @Nullable Path folder;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many submissions --class writes (${DEFAULT-VALUE}).")
  private int size;

  @Override
  public Integer call() {
    return open(choice.open()).code();
  }

  private <M> Exit open(Exercise<M> exercise) {
    Material material = Material.of(Checkout.here().root(), exercise.name());
    var bank = new Bank<>(exercise, material);
    if (folder != null) {
      return writeClass(material, folder);
    }
    if (name != null) {
      return tell(bank, known(material.bugs(), name));
    }
    List<Bank.Row> rows = tryAll(bank, material.bugs());
    if (rewrite) {
      write(material.folder().resolve("matrix.md"), bank.matrix(rows));
    }
    return rows.stream().allMatch(Bank.Row::isNamed) ? Exit.OK : Exit.FAILED;
  }

  private <M> List<Bank.Row> tryAll(Bank<M> bank, List<Bug> bugs) {
    PrintWriter out = spec.commandLine().getOut();
    List<Bank.Row> rows = new ArrayList<>();
    for (Bug bug : bugs) {
      Bank.Row row = bank.inFull(bug);
      rows.add(row);
      String fate =
          row.caught()
              .map(mark ->
                  row.isNamed()
                      ? "caught by " + mark.test() + " with seed " + mark.seed()
                      : Paint.RED.on("shows '" + mark.property() + "', not '" + bug.shows() + "'"))
              .orElse(Paint.RED.on("NOT CAUGHT"));
      out.printf("%-40s %s%n", bug.name(), fate);
      out.flush();
    }
    long named = rows.stream().filter(Bank.Row::isNamed).count();
    out.printf("%d of %d bugs caught for the right reason%n", named, rows.size());
    out.flush();
    return rows;
  }

  private <M> Exit tell(Bank<M> bank, Bug bug) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Paint.BOLD.on(bug.name()) + ": " + bug.mistake());
    out.println();
    Bank.Row row = bank.untilCaught(bug);
    if (row.caught().isEmpty()) {
      out.println(Paint.RED.on("NOT CAUGHT"));
    } else {
      bank.story(row).forEach(line -> out.println(Stage.painted(line.kind(), line.text())));
    }
    out.flush();
    return row.isNamed() ? Exit.OK : Exit.FAILED;
  }

  /// Equal sources would be graded once, so each gets a line of its own.
  private Exit writeClass(Material material, Path target) {
    if (size < 1 || size > CLASS_MAX) {
      throw Complaint.of(
          Exit.USAGE, "a class of " + size + " cannot be written", "expected 1 to " + CLASS_MAX);
    }
    List<SortedMap<String, String>> kinds = new ArrayList<>();
    kinds.add(material.solution());
    material.bugs().forEach(bug -> kinds.add(bug.plantedInto(material.solution())));
    for (int i = 0; i < size; i++) {
      Path sources = target.resolve("learner-%03d".formatted(i + 1)).resolve("src/main/java");
      String own = "// learner " + (i + 1) + "\n";
      kinds.get(i % kinds.size()).forEach((path, text) -> write(sources.resolve(path), text + own));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(size + " submissions are in " + target);
    out.flush();
    return Exit.OK;
  }

  private static Bug known(List<Bug> bugs, String name) {
    return bugs.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Complaint.unknown("bug", name, bugs.stream().map(Bug::name).toList()));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw Complaint.of(
          Exit.UNWRITABLE, file + " cannot be written", "expected a folder one may write in");
    }
  }
}
