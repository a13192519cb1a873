package ds.workbench.exercise;

import ds.exercise.grading.Examination;
import ds.exercise.grading.Examiner;
import ds.exercise.grading.Mark;
import ds.exercise.grading.Told;
import ds.exercise.task.Exercise;
import ds.exercise.task.Part;
import ds.exercise.task.TestCase;
import ds.lab.run.Run;
import ds.lab.takeover.RunLink;
import ds.workbench.own.OwnSolution;
import ds.workbench.simulate.Stage;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Paint;
import ds.workbench.terminal.StatusLine;
import ds.workbench.terminal.Wrap;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;

/// One check, from the learner's sources to points and a story.
final class Check<M> {

  private static final int WIDTH = 96;

  private static final String NO_FAILURE =
      "A node has an answer to every event, even to one that it did not expect. An exception stops"
          + " it as a crash would, in the middle of what it was doing.";

  private static final String NOTHING_SHARED =
      "On real machines each node is a process of its own. What one of them writes into a static"
          + " field no other would ever see, so hold it in a field of the node.";

  private final Exercise<M> exercise;
  private final Workplace workplace;
  private final PrintWriter out;
  private int stepsTold;

  Check(Exercise<M> exercise, Workplace workplace, PrintWriter out) {
    this.exercise = exercise;
    this.workplace = workplace;
    this.out = out;
  }

  /// Which seeds are tried.
  ///
  /// @param seed the first
  /// @param runs how many for each test; empty for as many as the test says
  record Attempt(long seed, Optional<Long> runs) {}

  /// Tries some tests, and tells the first failure.
  Exit run(List<TestCase<M>> tests, Attempt attempt) throws InterruptedException {
    Optional<SortedMap<String, byte[]>> classes = compiled();
    if (classes.isEmpty()) {
      return Exit.FAILED;
    }
    out.printf("%s, seeds from %d on%n%n", Paint.BOLD.on(exercise.name()), attempt.seed());
    out.flush();
    var examination = examination(classes.get());
    var status = new StatusLine(out);
    var done = new AtomicInteger();
    List<Mark> marks =
        examination.examine(
            tests,
            attempt.seed(),
            usual -> attempt.runs().orElse(usual),
            mark ->
                status.show("  %d of %d tests".formatted(done.incrementAndGet(), tests.size())));
    status.clear();
    List<Tried<M>> tried = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      tried.add(new Tried<>(tests.get(i), marks.get(i)));
    }
    show(tried);
    if (workplace.isStarted()) {
      note(tried, attempt);
    }
    Optional<Mark> failed = marks.stream().filter(mark -> !mark.isPassed()).findFirst();
    if (failed.isPresent()) {
      tell(examination, failed.get());
    } else if (tests.size() == exercise.tests().size()) {
      out.println(Paint.GREEN.on("Every promise was kept."));
    }
    out.flush();
    return failed.isEmpty() ? Exit.OK : Exit.FAILED;
  }

  /// Tells every step of one run.
  Exit trace(TestCase<M> test, long seed) throws InterruptedException {
    Optional<SortedMap<String, byte[]>> classes = compiled();
    if (classes.isEmpty()) {
      return Exit.FAILED;
    }
    Mark mark = examination(classes.get()).trace(test.name(), seed, this::print);
    out.println();
    out.println(mark.isPassed() ? Paint.GREEN.on("passed") : Paint.RED.on(words(mark)));
    out.flush();
    return mark.isPassed() ? Exit.OK : Exit.FAILED;
  }

  private Examination<M> examination(SortedMap<String, byte[]> classes) {
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    return new Examination<>(exercise, classes, workers);
  }

  /// The learner's classes, or else what is wrong with them is told.
  private Optional<SortedMap<String, byte[]>> compiled() {
    return switch (workplace.compiled()) {
      case Workplace.Built.Classes(var classes) -> Optional.of(classes);
      case Workplace.Built.Wrong(var why, var errors) -> {
        out.println(Paint.BOLD.on(why));
        errors.forEach(error -> out.println("  " + error.replace("\n", "\n    ")));
        out.flush();
        yield Optional.empty();
      }
    };
  }

  /// A test and what became of it.
  private record Tried<M>(TestCase<M> test, Mark mark) {

    int points() {
      return mark.isPassed() ? test.points() : 0;
    }
  }

  private void show(List<Tried<M>> all) {
    for (Part<M> part : exercise.parts()) {
      List<Tried<M>> tried = all.stream().filter(it -> part.tests().contains(it.test())).toList();
      if (!tried.isEmpty()) {
        String title = part.number() + "  " + part.title();
        out.printf("%-84s %3d / %d%n", title, reached(tried), possible(tried));
        tried.forEach(this::show);
      }
    }
    String points = reached(all) + " of " + possible(all) + " points";
    out.printf("%n%s%n%n", Paint.BOLD.on(points));
  }

  private int reached(List<Tried<M>> tried) {
    return tried.stream().mapToInt(Tried::points).sum();
  }

  private int possible(List<Tried<M>> tried) {
    return tried.stream().mapToInt(it -> it.test().points()).sum();
  }

  private void show(Tried<M> tried) {
    Mark mark = tried.mark();
    String sign =
        switch (mark.result()) {
          case PASSED -> Paint.GREEN.on("✔ passed ");
          case FAILED -> Paint.RED.on("✘ failed ");
          case UNKNOWN -> Paint.YELLOW.on("? unknown");
          case STOPPED -> Paint.RED.on("✘ stopped");
        };
    String seed = mark.isPassed() || mark.seed() == 0 ? "" : " (seed " + mark.seed() + ")";
    out.printf("   %s  %-28s %s%s%n", sign, mark.test(), tried.test().claim(), seed);
  }

  /// Points count only if at least as many seeds were tried as the test asks for.
  private void note(List<Tried<M>> all, Attempt attempt) {
    Progress progress = workplace.progress();
    progress.setFailed("");
    for (Tried<M> tried : all.reversed()) {
      TestCase<M> test = tried.test();
      if (!tried.mark().isPassed()) {
        progress.setFailed(test.name());
      }
      if (!tried.mark().isPassed() || attempt.runs().orElse((long) test.runs()) >= test.runs()) {
        progress.setPoints(test.name(), tried.points());
      }
    }
    progress.save();
  }

  private void tell(Examination<M> examination, Mark mark) throws InterruptedException {
    String command =
        "./ds check %s%s --test %s --seed %d"
            .formatted(exercise.name(), workplace.option(), mark.test(), mark.seed());
    List<Told> story =
        mark.result() == Mark.Result.STOPPED
            ? List.of() // whoever told it would not come to an end either
            : examination.story(mark.test(), mark.seed(), command);
    out.println(Paint.BOLD.on(mark.test()));
    out.println();
    if (story.isEmpty()) {
      out.println(Wrap.at(WIDTH, Paint.RED.on(words(mark)), ""));
      out.println("replay: " + command);
    }
    story.forEach(this::print);
    stepsTold = story.stream().filter(Check::isStep).mapToInt(Check::number).reduce(0, Math::max);
    String run = OwnSolution.name(exercise, mark.test());
    out.println(
        "in the browser: ./ds open '" + RunLink.of(run, mark.seed()) + "'" + workplace.option());
    out.println();
    out.println("What was expected, and why:");
    out.println(Wrap.at(WIDTH, explanation(mark.property()), "  "));
    out.println();
    out.println("Handout: " + workplace.shown() + "/README.md");
    out.println("Stuck?   ./ds hint " + exercise.name() + workplace.option());
  }

  /// How many steps the story of the first failure has; 0 if none was told.
  int stepsTold() {
    return stepsTold;
  }

  private static boolean isStep(Told line) {
    return switch (line.kind()) {
      case STARTED, RECEIVED, TIMER, FAULT -> true;
      case TITLE, DETAIL, NOTE, BROKEN, COMMAND -> false;
    };
  }

  private static int number(Told step) {
    return Integer.parseInt(step.text().strip().replaceFirst(" .*", ""));
  }

  private void print(Told line) {
    out.println(Stage.painted(line.kind(), line.text()));
  }

  private static String words(Mark mark) {
    return mark.property() + ": " + mark.why();
  }

  private String explanation(String property) {
    return switch (property) {
      case Run.NO_FAILURE -> NO_FAILURE;
      case Examiner.NOTHING_SHARED -> NOTHING_SHARED;
      default ->
          workplace
              .material()
              .handout()
              .explain(property)
              .orElse("the handout calls it '" + property + "'");
    };
  }
}
