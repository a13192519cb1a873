package ds.trial.kv.stage;

import ds.lab.history.History;
import ds.trial.kv.client.Outcome;
import ds.trial.kv.judge.CellsModel.Ask;
import ds.trial.kv.judge.CellsModel.Told;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Some clients that use the same few keys for a while, and then others: each round is a history by
/// itself, which is judged when the last client has left it.
public final class Rounds {

  private static final int OPERATIONS_MAX = 160;

  /// So that clients that wait in vain do not fill a round with calls of unknown outcome.
  private static final long NANOS_MAX = 4_000_000_000L;

  private final String prefix;
  private final int keys;
  private final Consumer<History<Ask, Told>> judged;
  private int number;
  private Round current;

  /// @param keys of each round
  /// @param judged given the history of each round
  public Rounds(String prefix, int keys, Consumer<History<Ask, Told>> judged) {
    this.prefix = prefix;
    this.keys = keys;
    this.judged = judged;
    this.current = new Round(0);
  }

  /// The round that a client takes part in from now on.
  public synchronized Round enter() {
    if (current.isOver()) {
      current = new Round(++number);
    }
    current.players++;
    return current;
  }

  private synchronized boolean leave(Round round) {
    return --round.players == 0 && round.isOver();
  }

  public final class Round {

    private final String group;
    private final List<String> members;
    private final long begin = System.nanoTime();
    private final History.Recorder<Ask, Told> recorder = History.recorder();
    private int operations;
    private boolean isEnded;

    // Guarded by the rounds.
    private int players;

    private Round(int number) {
      group = prefix + number;
      members = IntStream.range(0, keys).mapToObj(key -> group + "/" + key).toList();
    }

    public String group() {
      return group;
    }

    public List<String> keys() {
      return members;
    }

    /// Whether it is time to leave.
    public synchronized boolean isOver() {
      return isEnded || operations >= OPERATIONS_MAX || System.nanoTime() - begin > NANOS_MAX;
    }

    public synchronized int invoke(String process, Ask ask) {
      operations++;
      return recorder.invoke(process, ask, System.nanoTime());
    }

    public synchronized void ended(int id, Outcome<Told> outcome) {
      switch (outcome) {
        case Outcome.Done<Told>(var told) -> recorder.ok(id, told, System.nanoTime());
        case Outcome.NotDone<Told> _ -> recorder.fail(id);
        case Outcome.Maybe<Told> _ -> recorder.unknown(id, System.nanoTime());
      }
    }

    /// The client uses these keys no more. The last one to leave has the round judged.
    public void leave() {
      end();
      if (Rounds.this.leave(this)) {
        judged.accept(history());
      }
    }

    private synchronized void end() {
      isEnded = true;
    }

    private synchronized History<Ask, Told> history() {
      return recorder.history();
    }
  }
}
