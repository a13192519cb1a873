package ds.trial.kv.workload;

import ds.trial.kv.client.Outcome;
import ds.trial.kv.judge.CellsModel.Ask;
import ds.trial.kv.judge.CellsModel.Cell;
import ds.trial.kv.judge.CellsModel.Edit;
import ds.trial.kv.judge.CellsModel.Guard;
import ds.trial.kv.judge.CellsModel.Told;
import ds.trial.kv.stage.Caller;
import ds.trial.kv.stage.Rounds;
import ds.trial.kv.stage.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A client that reads and changes keys which others read and change as well.
final class RegisterPlayer implements Player {

  /// What it does, of a hundred calls; the rest are transactions on the condition that nothing has
  /// changed since it looked.
  ///
  /// @param atOnce over how many keys a transaction goes
  record Habit(int reads, int puts, int deletes, int atOnce) {

    static final Habit REGISTER = new Habit(50, 40, 10, 0);
    static final Habit SWAP = new Habit(40, 0, 5, 1);
    static final Habit TRANSACTION = new Habit(35, 0, 0, 3);
  }

  private final Stage stage;
  private final Caller caller;
  private final Rounds rounds;
  private final Habit habit;
  private final Random random;
  private final Map<String, Optional<Cell>> known = new HashMap<>();
  private Rounds.Round round;
  private long written;

  RegisterPlayer(Stage stage, Caller caller, Rounds rounds, Habit habit, Random random) {
    this.stage = stage;
    this.caller = caller;
    this.rounds = rounds;
    this.habit = habit;
    this.random = random;
    this.round = rounds.enter();
  }

  @Override
  public void play() {
    if (round.isOver()) {
      round.leave();
      known.clear();
      round = rounds.enter();
    }
    int drawn = random.nextInt(100);
    if (drawn < habit.reads) {
      List<String> keys = drawn % 2 == 0 ? round.keys() : List.of(key());
      var ask = new Ask(round.group(), List.of(), List.of());
      record(ask, () -> caller.read(ask, keys));
    } else if (drawn < habit.reads + habit.puts) {
      edit(new Edit(key(), Optional.of(fresh())));
    } else if (drawn < habit.reads + habit.puts + habit.deletes) {
      edit(new Edit(key(), Optional.empty()));
    } else {
      transact();
    }
    stage.rest();
  }

  private void edit(Edit edit) {
    var ask = new Ask(round.group(), List.of(), List.of(edit));
    record(ask, () -> caller.edit(edit));
  }

  /// Changes some keys if they are still as it saw them last.
  private void transact() {
    List<String> keys = new ArrayList<>(round.keys());
    while (keys.size() > habit.atOnce) {
      keys.remove(random.nextInt(keys.size()));
    }
    boolean byRevision = random.nextBoolean();
    List<Guard> guards = new ArrayList<>();
    List<Edit> edits = new ArrayList<>();
    for (String key : keys) {
      Optional<Cell> cell = known.getOrDefault(key, Optional.empty());
      long revision = byRevision ? cell.map(Cell::modified).orElse(Cell.UNSEEN) : Cell.UNSEEN;
      guards.add(new Guard(key, cell.map(Cell::value), revision));
      boolean isDeletion = keys.size() > 1 && random.nextInt(12) == 0;
      edits.add(new Edit(key, isDeletion ? Optional.empty() : Optional.of(fresh())));
    }
    var ask = new Ask(round.group(), guards, edits);
    record(ask, () -> caller.transact(ask));
  }

  private void record(Ask ask, java.util.function.Supplier<Outcome<Told>> call) {
    int id = round.invoke(caller.process(), ask);
    Outcome<Told> outcome = call.get();
    round.ended(id, outcome);
    if (outcome instanceof Outcome.Done<Told>(var told)) {
      learn(ask, told);
    }
  }

  private void learn(Ask ask, Told told) {
    known.putAll(told.seen());
    if (told.isHeld()) {
      for (Edit edit : ask.edits()) {
        // The version does not matter to guards.
        known.put(edit.key(), edit.value().map(v -> new Cell(v, told.revision(), 1)));
      }
    }
  }

  private String key() {
    return round.keys().get(random.nextInt(round.keys().size()));
  }

  /// A value that nobody has written before.
  private String fresh() {
    return caller.process() + "." + ++written;
  }

  @Override
  public void close() {
    round.leave();
    caller.close();
  }
}
