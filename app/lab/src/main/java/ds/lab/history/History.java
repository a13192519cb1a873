package ds.lab.history;

import ds.core.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What clients saw of a system: their operations in the order of invocation, overlapping in time.
///
/// An operation that failed for certain had no effect and is not in a history; one whose outcome
/// nobody knows is.
public record History<I, O>(List<Operation<I, O>> operations) {

  /// @param operations in the order of invocation, numbered from 0
  public History {
    operations = List.copyOf(operations);
    for (int i = 0; i < operations.size(); i++) {
      Operation.Span span = operations.get(i).span();
      Check.that(operations.get(i).id() == i, "operations are numbered in order");
      Check.that(span.invoked() < span.returned(), "an operation is answered after its invocation");
      Check.that(
          i == 0 || operations.get(i - 1).span().invoked() < span.invoked(),
          "operations stand in the order of invocation");
      Check.that(
          operations.get(i).output().isPresent() != operations.get(i).isUnknown(),
          "an operation has an output exactly if it was answered");
    }
  }

  public static <I, O> Recorder<I, O> recorder() {
    return new Recorder<>();
  }

  /// How many operations it holds.
  public int size() {
    return operations.size();
  }

  /// Takes down a history while it happens. The order of the calls is the order of the events.
  public static final class Recorder<I, O> {

    private final List<Entry<I, O>> entries = new ArrayList<>();
    private final Map<String, Integer> waiting = new HashMap<>();
    private int events;
    private long now = Long.MIN_VALUE;

    private Recorder() {}

    /// A client calls. It must not wait for an earlier operation: if it gave one up, say so with
    /// [#unknown] first.
    ///
    /// @return the number by which the operation's end is told
    public int invoke(String process, I input, long time) {
      tick(time);
      int id = entries.size();
      Check.that(
          waiting.putIfAbsent(process, id) == null, "a client waits for one operation at a time");
      entries.add(new Entry<>(process, input, events++, time));
      return id;
    }

    /// The operation was answered.
    public void ok(int id, O output, long time) {
      tick(time);
      end(id).answer(output, events++, time);
    }

    /// The operation had no effect, and never will have.
    public void fail(int id) {
      end(id).failed = true;
    }

    /// The client stops waiting and does not know the outcome.
    public void unknown(int id, long time) {
      tick(time);
      end(id).returnedAt = time;
    }

    /// What was recorded so far. Operations without an end have an unknown outcome.
    public History<I, O> history() {
      List<Operation<I, O>> operations = new ArrayList<>(entries.size());
      for (Entry<I, O> entry : entries) {
        if (!entry.failed) {
          operations.add(entry.operation(operations.size(), now));
        }
      }
      return new History<>(operations);
    }

    private Entry<I, O> end(int id) {
      Check.that(id >= 0 && id < entries.size(), "an operation ends after its invocation");
      Entry<I, O> entry = entries.get(id);
      Check.that(waiting.remove(entry.process, id), "an operation ends once");
      return entry;
    }

    private void tick(long time) {
      Check.that(time >= now, "a history is recorded in the order of time");
      now = time;
    }
  }

  /// An operation that is being recorded.
  private static final class Entry<I, O> {

    private final String process;
    private final I input;
    private final int invoked;
    private final long invokedAt;
    private Optional<O> output = Optional.empty();
    private int returned = Operation.Span.NEVER;
    private long returnedAt = Long.MAX_VALUE;
    private boolean failed;

    Entry(String process, I input, int invoked, long invokedAt) {
      this.process = process;
      this.input = input;
      this.invoked = invoked;
      this.invokedAt = invokedAt;
    }

    void answer(O answer, int position, long time) {
      output = Optional.of(answer);
      returned = position;
      returnedAt = time;
    }

    Operation<I, O> operation(int id, long end) {
      var span = new Operation.Span(invoked, returned, invokedAt, Math.min(returnedAt, end));
      return new Operation<>(id, process, input, output, span);
    }
  }
}
