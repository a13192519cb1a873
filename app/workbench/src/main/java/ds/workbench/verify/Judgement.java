package ds.workbench.verify;

import ds.lab.history.Accesses;
import ds.lab.history.Consistency;
import ds.lab.history.History;
import ds.lab.history.Verdict;
import ds.lab.history.check.Bounds;
import ds.lab.history.check.Linearizability;
import ds.lab.history.check.SequentialConsistency;
import ds.lab.history.format.HistoryReader;
import ds.lab.history.format.Reading;
import ds.lab.history.format.Vocabulary;
import ds.lab.history.session.Guarantee;
import ds.lab.history.session.SessionGuarantees;
import ds.lab.history.timeline.Summary;
import ds.lab.history.timeline.Timeline;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Paint;
import ds.workbench.terminal.Printable;
import ds.workbench.terminal.Wrap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;

/// A history in a file, and what is asked about it.
public final class Judgement<S, I, O> {

  private static final int WIDTH = 100;

  private final Vocabulary<S, I, O> vocabulary;
  private final Consistency consistency;
  private final Bounds bounds;

  public Judgement(Vocabulary<S, I, O> vocabulary, Consistency consistency, Bounds bounds) {
    this.vocabulary = vocabulary;
    this.consistency = consistency;
    this.bounds = bounds;
  }

  /// Reads the file, judges it, prints the verdict, and draws the page if one is asked for.
  public Exit of(Path file, Optional<Path> page, PrintWriter out) {
    History<I, O> history = read(file);
    long begun = System.nanoTime();
    Verdict<I, O> verdict = judge(history);
    long millis = (System.nanoTime() - begun) / 1_000_000;
    Summary summary = Summary.of(consistency, vocabulary.model(), history, verdict);
    out.println(paint(verdict).on(summary.headline()));
    out.println(Wrap.at(WIDTH, Printable.text(summary.explanation()), "  "));
    out.println("  " + summary.extent() + ", judged in " + millis + " ms");
    page.ifPresent(target -> draw(file, target, summary, history, verdict));
    page.ifPresent(target -> out.println("  drawn in " + target));
    out.flush();
    return exit(verdict);
  }

  private void draw(
      Path file, Path target, Summary summary, History<I, O> history, Verdict<I, O> verdict) {
    String title = String.valueOf(file.getFileName());
    try {
      Files.writeString(
          target, Timeline.html(title, summary, vocabulary.model(), history, verdict));
    } catch (IOException e) {
      throw Complaint.of(
          Exit.UNWRITABLE,
          "cannot write " + target + " (" + e.getMessage() + ")",
          "expected a file in a folder that exists");
    }
  }

  private History<I, O> read(Path file) {
    return switch (HistoryReader.read(vocabulary, HistoryFile.lines(file))) {
      case Reading.Read<I, O>(var history) -> history;
      case Reading.Malformed<I, O>(var line, var found, var expected) ->
          throw Complaint.of(
              Exit.MALFORMED, file + ":" + line + ": found " + found, "expected " + expected);
    };
  }

  private Verdict<I, O> judge(History<I, O> history) {
    return switch (consistency) {
      case LINEARIZABLE -> Linearizability.check(vocabulary.model(), history, bounds);
      case SEQUENTIAL -> SequentialConsistency.check(vocabulary.model(), history, bounds);
      case SESSION ->
          SessionGuarantees.check(accesses(), history, EnumSet.allOf(Guarantee.class), bounds);
    };
  }

  /// Session guarantees follow single values, which not every model has.
  @SuppressWarnings("unchecked") // a model that has accesses has those of its own operations
  private Accesses<I, O> accesses() {
    if (vocabulary.model() instanceof Accesses<?, ?> accesses) {
      return (Accesses<I, O>) accesses;
    }
    throw Complaint.of(
        Exit.USAGE,
        "sessions cannot be judged by the model '" + vocabulary.name() + "'",
        "expected a model of single values, such as register or a key-value store");
  }

  private static Paint paint(Verdict<?, ?> verdict) {
    return switch (verdict) {
      case Verdict.Pass<?, ?> _ -> Paint.GREEN;
      case Verdict.Fail<?, ?> _ -> Paint.RED;
      case Verdict.Unknown<?, ?> _ -> Paint.YELLOW;
    };
  }

  private static Exit exit(Verdict<?, ?> verdict) {
    return switch (verdict) {
      case Verdict.Pass<?, ?> _ -> Exit.OK;
      case Verdict.Fail<?, ?> _ -> Exit.FAILED;
      case Verdict.Unknown<?, ?> _ -> Exit.UNKNOWN;
    };
  }
}
