package ds.lab.history.check;

import ds.lab.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Makes histories of a few clients that use an object at once. In some of them answers are lost,
/// or replaced by what the object would have answered at an earlier time.
final class RandomHistories<S, I, O> {

  private final Subject<S, I, O> subject;
  private final Random random;

  RandomHistories(Subject<S, I, O> subject, long seed) {
    this.subject = subject;
    this.random = new Random(seed);
  }

  /// Without a wrong answer.
  History<I, O> honest(int clients, int operations) {
    return next(clients, operations, 0);
  }

  History<I, O> next(int clients, int operations) {
    return next(clients, operations, random.nextInt(3) * 0.35);
  }

  /// @param lying how many of the answers belong to an earlier state
  private History<I, O> next(int clients, int operations, double lying) {
    History.Recorder<I, O> recorder = History.recorder();
    Map<Integer, Call> calls = new HashMap<>();
    double losing = random.nextInt(3) * 0.08;
    List<S> states = new ArrayList<>(List.of(subject.model().initial()));
    int called = 0;
    for (int time = 0; called < operations || !calls.isEmpty(); time++) {
      int client = random.nextInt(clients);
      Call call = calls.get(client);
      if (call == null) {
        if (called < operations) {
          called++;
          I input = subject.inputs().get(random.nextInt(subject.inputs().size()));
          calls.put(client, new Call(recorder.invoke("c" + client, input, time), input));
        }
      } else if (call.answer.isEmpty()) {
        boolean isLie = random.nextDouble() < lying;
        call.answer =
            Optional.of(
                takeEffect(
                    call.input, states, isLie ? random.nextInt(states.size()) : states.size() - 1));
      } else {
        calls.remove(client);
        recorder.ok(call.id, call.answer.get(), time);
      }
      if (calls.containsKey(client) && random.nextDouble() < losing) {
        recorder.unknown(calls.remove(client).id, time);
      }
    }
    return recorder.history();
  }

  /// Adds the state after the operation, and answers from the state `at`.
  private O takeEffect(I input, List<S> states, int at) {
    S state = states.getLast();
    states.add(subject.model().step(state, input, subject.answer(state, input)).orElseThrow());
    return subject.answer(states.get(at), input);
  }

  private final class Call {

    private final int id;
    private final I input;
    private Optional<O> answer = Optional.empty();

    Call(int id, I input) {
      this.id = id;
      this.input = input;
    }
  }
}
