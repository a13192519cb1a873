package ds.lab.run;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.history.History;
import ds.lab.scenario.HistoryFact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes down the history of a run from the facts that its clients state.
public final class HistoryTaker<M> {

  private final History.Recorder<Object, Object> recorder = History.recorder();
  private final Map<NodeId, Integer> waiting = new HashMap<>();
  private long invoked;

  /// Reads the facts of a step.
  public void take(Step<M> step, long now) {
    List<Effect<M>> effects = step.effects();
    for (int i = 0; i < effects.size(); i++) {
      if (effects.get(i) instanceof Effect.Report<M>(Fact fact)
          && fact instanceof HistoryFact historyFact) {
        take(step.node(), historyFact, now);
      }
    }
  }

  /// What was seen so far.
  public History<Object, Object> history() {
    return recorder.history();
  }

  /// How many operations were invoked.
  public long invoked() {
    return invoked;
  }

  private void take(NodeId client, HistoryFact fact, long now) {
    Integer id = waiting.remove(client);
    switch (fact) {
      case HistoryFact.Invoked(var operation) -> {
        if (id != null) {
          recorder.unknown(id, now); // the client crashed while it waited
        }
        waiting.put(client, recorder.invoke(client.name(), operation, now));
        invoked++;
      }
      case HistoryFact.Returned(var result) -> {
        if (id != null) {
          recorder.ok(id, result, now);
        }
      }
      case HistoryFact.Failed() -> {
        if (id != null) {
          recorder.fail(id);
        }
      }
      case HistoryFact.Abandoned() -> {
        if (id != null) {
          recorder.unknown(id, now);
        }
      }
    }
  }
}
