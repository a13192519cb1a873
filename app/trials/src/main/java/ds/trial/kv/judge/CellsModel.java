package ds.trial.kv.judge;

import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.model.Bindings;
import ds.trial.kv.judge.CellsModel.Ask;
import ds.trial.kv.judge.CellsModel.Cell;
import ds.trial.kv.judge.CellsModel.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A few keys of the store, which one transaction may read and write at once. A register is a group
/// of one key, a put is a transaction without guards.
///
/// Every value is written once in a history, so a value tells which write is seen. What the store
/// says of revisions and versions has to fit: a model that knows them has much less to guess.
public record CellsModel() implements Model<Bindings<Cell>, Ask, Told> {

  /// A key's value.
  ///
  /// @param modified the revision that wrote it, or [#UNSEEN]
  /// @param version how many writes the key has had since it was made
  public record Cell(String value, long modified, long version) {

    /// The revision of a write whose answer nobody saw.
    public static final long UNSEEN = 0;

    @Override
    public String toString() {
      String written = modified == UNSEEN ? "" : " of revision " + modified;
      return "\"" + value + "\"" + written + " (version " + version + ")";
    }
  }

  /// Holds if the key has this value; without one, if there is no such key.
  ///
  /// @param modified the revision that is compared in place of the value, or [Cell#UNSEEN]
  public record Guard(String key, Optional<String> value, long modified) {}

  /// Puts a value; without one, deletes the key.
  public record Edit(String key, Optional<String> value) {}

  /// If all guards hold, all edits are made, else none.
  ///
  /// @param group the keys that may be asked for together, by a name
  public record Ask(String group, List<Guard> guards, List<Edit> edits) {

    public Ask {
      guards = List.copyOf(guards);
      edits = List.copyOf(edits);
    }
  }

  /// @param isHeld whether all guards held
  /// @param revision of the store, behind the edits
  /// @param seen what keys held before the edits, for those that were looked at
  public record Told(boolean isHeld, long revision, SortedMap<String, Optional<Cell>> seen) {

    public Told {
      seen = new TreeMap<>(seen);
    }
  }

  @Override
  public Bindings<Cell> initial() {
    return Bindings.empty();
  }

  @Override
  public Optional<Bindings<Cell>> step(Bindings<Cell> state, Ask ask, Told told) {
    for (var seen : told.seen().entrySet()) {
      if (!fits(state.get(seen.getKey()), seen.getValue())) {
        return Optional.empty();
      }
    }
    if (told.isHeld() != holds(ask, state)) {
      return Optional.empty();
    }
    if (!told.isHeld()) {
      return Optional.of(state);
    }
    for (Edit edit : ask.edits()) {
      // A deletion of nothing makes no revision.
      if (state.get(edit.key()).filter(cell -> cell.modified() >= told.revision()).isPresent()) {
        return Optional.empty();
      }
    }
    return Optional.of(edited(state, ask, told.revision()));
  }

  private static boolean fits(Optional<Cell> state, Optional<Cell> seen) {
    if (state.isEmpty() || seen.isEmpty()) {
      return state.isEmpty() && seen.isEmpty();
    }
    Cell known = state.get();
    Cell shown = seen.get();
    return known.value().equals(shown.value())
        && known.version() == shown.version()
        && (known.modified() == Cell.UNSEEN || known.modified() == shown.modified());
  }

  private static boolean holds(Ask ask, Bindings<Cell> state) {
    return ask.guards().stream()
        .allMatch(guard -> state.get(guard.key()).map(Cell::value).equals(guard.value()));
  }

  private static Bindings<Cell> edited(Bindings<Cell> state, Ask ask, long revision) {
    Bindings<Cell> next = state;
    for (Edit edit : ask.edits()) {
      long version = next.get(edit.key()).map(Cell::version).orElse(0L);
      next =
          edit.value().isPresent()
              ? next.with(edit.key(), new Cell(edit.value().get(), revision, version + 1))
              : next.without(edit.key());
    }
    return next;
  }

  @Override
  public Bindings<Cell> unseen(Bindings<Cell> state, Ask ask) {
    return holds(ask, state) ? edited(state, ask, Cell.UNSEEN) : state;
  }

  @Override
  public Object part(Ask ask) {
    return ask.group();
  }

  @Override
  public boolean onlyReads(Operation<Ask, Told> operation) {
    return operation.input().edits().isEmpty()
        || operation.output().filter(told -> !told.isHeld()).isPresent();
  }

  @Override
  public String describe(Operation<Ask, Told> operation) {
    Ask ask = operation.input();
    List<String> words = new ArrayList<>();
    if (!ask.guards().isEmpty()) {
      words.add(
          ask.guards().stream()
              .map(guard ->
                  guard.key() + guard.value().map(v -> " is \"" + v + "\"").orElse(" is missing"))
              .collect(Collectors.joining(" and ", "if ", ":")));
    }
    words.add(
        ask.edits().isEmpty()
            ? "read"
            : ask.edits().stream()
                .map(edit ->
                    edit.value()
                        .map(v -> "put " + edit.key() + " \"" + v + "\"")
                        .orElse("delete " + edit.key()))
                .collect(Collectors.joining(", ")));
    words.add("→ " + operation.output().map(CellsModel::describe).orElse("?"));
    return String.join(" ", words);
  }

  private static String describe(Told told) {
    String seen =
        told.seen().entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue().map(cell -> "= " + cell).orElse("missing"))
            .collect(Collectors.joining(", "));
    String held = told.isHeld() ? "" : "not held, ";
    return held + "revision " + told.revision() + (seen.isEmpty() ? "" : ", saw " + seen);
  }

  @Override
  public String describeState(Bindings<Cell> state) {
    return state.size() == 0 ? "there was no key" : "the store held " + state;
  }

  @Override
  public int bytes(Bindings<Cell> state) {
    return 96 + 48 * state.size();
  }
}
