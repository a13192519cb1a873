package ds.exercise.exactlyonce;

import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.judge.Facts;
import ds.lab.history.Operation;
import ds.lab.history.Operation.Span;
import ds.lab.history.model.VersionedKeyValueModel;
import ds.lab.history.model.VersionedKeyValueModel.Input;
import ds.lab.history.model.VersionedKeyValueModel.Output;
import ds.lab.scenario.HistoryFact;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The calls of all users, each put together with its answer.
final class Answers {

  /// A call that was answered.
  record Answer(NodeId user, Input input, Output output) {

    /// In words: `c1's put a "x" if at version 0 → ok`.
    String words() {
      Operation<Input, Output> operation =
          new Operation<>(0, user.name(), input, Optional.of(output), new Span(0, 1, 0, 0));
      return user + "'s " + new VersionedKeyValueModel().describe(operation);
    }
  }

  private final Map<NodeId, Input> calls = new HashMap<>();

  /// The answer that a user has in this step.
  Optional<Answer> take(Step<KvMessage> step) {
    for (Fact fact : Facts.of(step)) {
      if (fact instanceof HistoryFact.Invoked(var input)) {
        calls.put(step.node(), (Input) input);
      } else if (fact instanceof HistoryFact.Returned(var output)) {
        Input input = calls.remove(step.node());
        return input == null
            ? Optional.empty()
            : Optional.of(new Answer(step.node(), input, (Output) output));
      }
    }
    return Optional.empty();
  }
}
