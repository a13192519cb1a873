package ds.workbench.door;

import ds.browser.Desk;
import ds.browser.remote.RemoteDesk;
import ds.exercise.Exercises;
import ds.exercise.task.Exercise;
import ds.lab.script.stage.Mistake;
import ds.lab.takeover.RunLink;
import ds.scenario.Catalogue;
import ds.scenario.script.Scripts;
import ds.workbench.exercise.ExerciseChoice;
import ds.workbench.exercise.Workplace;
import ds.workbench.own.OwnScenarios;
import ds.workbench.own.OwnSolution;
import ds.workbench.own.SourceScenario;
import ds.workbench.simulate.SeedRange;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Opens a run in the browser.
@Command(
    name = "open",
    description = {
      "Open a run in the browser, to watch it and to take it over.",
      "RUN is the name of a scenario, of a script or of an exercise that you have begun, a Java"
          + " file",
      "with a scenario of your own, or a link such as 'raft?seed=42&at=120'. What you have written",
      "yourself is compiled now, and opened where it breaks a promise.",
    },
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds open raft                             a scenario, under seed 1",
      "  ./ds open raft --seed 42                   the run that seed 42 makes",
      "  ./ds open 'raft?seed=42&at=120'            at its 120th step",
      "  ./ds open 'raft/figure-8?at=40'            a script, at its 40th step",
      "  ./ds open 'ping/a-lost-question?seed=3'    a test of an exercise, on your own nodes",
      "  ./ds open ping --dir ~/other               the same, on those in another folder",
      "  ./ds open src/MyScenario.java              'public static Scenario<…> scenario()' in it",
    })
public final class OpenCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      description = "A scenario, a script, an exercise, a Java file, or a link.")
  private String run;

  @Option(names = "--seed", paramLabel = "N", description = "The seed, instead of the link's.")
  private @Nullable Long seed;

  @Mixin private Workplace.Choice place;

  @Mixin private Reception reception;

  @Override
  public Integer call() {
    try {
      RunLink parsed = RunLink.parse(run);
      open(seed == null ? parsed : parsed.withSeed(SeedRange.checked(seed)));
    } catch (Mistake mistake) {
      throw Complaint.of(Exit.USAGE, "'" + run + "' cannot be opened", mistake.what());
    }
    return Exit.OK.code();
  }

  private void open(RunLink link) {
    String name = link.scenario();
    String exercise = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
    if (place.isMade() && Exercises.find(exercise).isEmpty()) {
      throw Complaint.of(
          Exit.USAGE, "'" + name + "' is no exercise", "expected the one that lies in --dir");
    }
    if (SourceScenario.isFile(name) || SourceScenario.isFile(name + ".java")) {
      String file = SourceScenario.isFile(name) ? name : name + ".java";
      openOwn(SourceScenario.of(file), link.named(file));
    } else if (Exercises.find(exercise).isPresent() && isOwn(name, exercise)) {
      openOwn(Exercises.find(exercise).get(), link);
    } else {
      reception.receive(out(), page(link));
    }
  }

  /// Where a run of the house is shown. It says what its link is: a script has no seed.
  static String page(RunLink link) {
    return "run.html#" + Scripts.open(link).link();
  }

  /// A scenario may have the name of an exercise, and a script that of a test. Then it is the
  /// exercise if a check of that has failed last.
  private boolean isOwn(String name, String exercise) {
    boolean isOfTheHouse = Catalogue.find(name).isPresent() || Scripts.has(name);
    return place.isMade()
        || !isOfTheHouse
        || !Workplace.of(Exercises.find(exercise).orElseThrow()).failed().isEmpty();
  }

  private <M> void openOwn(Exercise<M> exercise, RunLink link) {
    Workplace workplace = place.of(exercise);
    String failed = workplace.failed();
    String usual = failed.isEmpty() ? exercise.tests().getFirst().name() : failed;
    String test = link.scenario().equals(exercise.name()) ? usual : test(exercise, link);
    switch (workplace.compiled()) {
      case Workplace.Built.Wrong(var why, var errors) ->
          throw Complaint.of(Exit.FAILED, why, String.join("\n  ", errors));
      case Workplace.Built.Classes(var classes) ->
          openOwn(
              OwnSolution.of(exercise, classes, test),
              link.named(OwnSolution.name(exercise, test)));
    }
  }

  private static String test(Exercise<?> exercise, RunLink link) {
    String name = link.scenario().substring(exercise.name().length() + 1);
    return ExerciseChoice.test(exercise, name).name();
  }

  private void openOwn(OwnScenarios scenarios, RunLink link) {
    RunLink moment = scenarios.atViolation(link);
    var wing = new EngineWing(new RemoteDesk(new Desk(scenarios)));
    reception.receive(out(), "run.html#" + moment, Map.of(EngineWing.PATH, wing));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
