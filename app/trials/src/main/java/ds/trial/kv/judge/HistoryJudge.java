package ds.trial.kv.judge;

import ds.lab.history.History;
import ds.lab.history.Operation;
import ds.lab.history.Verdict;
import ds.lab.history.check.Bounds;
import ds.lab.history.check.Linearizability;
import ds.trial.kv.judge.CellsModel.Ask;
import ds.trial.kv.judge.CellsModel.Told;
import java.util.List;
import java.util.stream.Collectors;

/// Judges histories of a few keys each, one after the other, and keeps nothing of those that pass.
///
/// A history of hours could be judged by nobody. But one that ends with its keys is judged for
/// good: clients that take new keys every few seconds leave many short histories behind instead of
/// a long one, and by locality that is the same question (Herlihy and Wing, theorem 1).
public final class HistoryJudge {

  private static final String OPERATIONS = "operations";
  private static final String UNKNOWN = "of unknown outcome";
  private static final String HISTORIES = "histories";
  private static final String CHANGES = "changes";
  private static final String REFUSED = "guards that did not hold";
  private static final String SHARED = "reads of another client's write";

  /// Ten seconds or so of searching.
  private static final Bounds BOUNDS = Bounds.USUAL.withBytes(256 << 20).withSteps(10_000_000);

  private static final int PREFIX_TOLD_MAX = 8;

  private final Kind kind;
  private final Moments moments;
  private final Findings findings =
      new Findings(OPERATIONS, CHANGES, REFUSED, SHARED, UNKNOWN, HISTORIES);

  /// What kind of histories are judged.
  ///
  /// @param name of the judge
  /// @param promise that is held if it passes
  /// @param operationsMin without which it does not pass
  public record Kind(String name, String promise, long operationsMin) {}

  public HistoryJudge(Kind kind, Moments moments) {
    this.kind = kind;
    this.moments = moments;
  }

  /// Judges a history whose keys nobody uses any more. This may take a while.
  public void judge(History<Ask, Told> history) {
    history.operations().forEach(this::count);
    findings.add(HISTORIES, 1);
    switch (Linearizability.check(new CellsModel(), history, BOUNDS)) {
      case Verdict.Pass<Ask, Told> _ -> {}
      case Verdict.Fail<Ask, Told> fail -> findings.fail(witness(fail));
      case Verdict.Unknown<Ask, Told>(var reason) ->
          findings.leaveOpen("a history of " + history.size() + " operations: " + reason);
    }
  }

  private void count(Operation<Ask, Told> operation) {
    if (operation.isUnknown()) {
      findings.add(UNKNOWN, 1);
      return;
    }
    Told told = operation.output().orElseThrow();
    findings.add(OPERATIONS, 1);
    if (!told.isHeld()) {
      findings.add(REFUSED, 1);
    } else if (!operation.input().edits().isEmpty()) {
      findings.add(CHANGES, 1);
    }
    boolean isForeign =
        told.seen().values().stream()
            .flatMap(cell -> cell.stream())
            .anyMatch(cell -> !cell.value().startsWith(operation.process() + "."));
    if (isForeign) {
      findings.add(SHARED, 1);
    }
  }

  private String witness(Verdict.Fail<Ask, Told> fail) {
    List<Operation<Ask, Told>> prefix = fail.prefix();
    int hidden = Math.max(0, prefix.size() - PREFIX_TOLD_MAX);
    String order =
        prefix.stream()
            .skip(hidden)
            .map(this::words)
            .collect(Collectors.joining("\n  ", "\n  ", ""));
    String first = hidden > 0 ? " (the last " + PREFIX_TOLD_MAX + " of " + prefix.size() + ")" : "";
    return "In the group "
        + fail.culprit().input().group()
        + " no order explains every answer. As far as one does"
        + first
        + ":"
        + order
        + "\nThen stands in the way\n  "
        + words(fail.culprit())
        + "\n"
        + fail.reason();
  }

  private String words(Operation<Ask, Told> operation) {
    var span = operation.span();
    String end = operation.isUnknown() ? "never answered" : moments.at(span.returnedAt());
    return operation.process()
        + " ["
        + moments.at(span.invokedAt())
        + " – "
        + end
        + "] "
        + new CellsModel().describe(operation);
  }

  public Judgement judgement() {
    findings.demand(OPERATIONS, kind.operationsMin());
    findings.demand(SHARED, 1);
    return findings.judgement(kind.name(), kind.promise());
  }
}
