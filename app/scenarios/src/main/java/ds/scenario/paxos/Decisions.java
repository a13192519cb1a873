package ds.scenario.paxos;

import ds.core.Effect;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import ds.protocol.paxos.PaxosFact.Decided;
import ds.protocol.paxos.PaxosMessage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What may never happen to the decisions of Paxos.
public final class Decisions {

  private Decisions() {}

  /// No two processes decide differently, and none decides twice differently.
  public static final class Agreement implements Invariant<PaxosMessage> {

    private Optional<Decided> first = Optional.empty();
    private Optional<NodeId> by = Optional.empty();

    @Override
    public Optional<String> check(World<PaxosMessage> world, Step<PaxosMessage> step) {
      Optional<Decided> decision = decisionIn(step);
      if (decision.isEmpty()) {
        return Optional.empty();
      }
      if (first.isEmpty()) {
        first = decision;
        by = Optional.of(step.node());
        return Optional.empty();
      }
      String value = decision.get().value();
      return first.get().value().equals(value)
          ? Optional.empty()
          : Optional.of(
              step.node()
                  + " decided '"
                  + value
                  + "', but "
                  + by.get()
                  + " had decided '"
                  + first.get().value()
                  + "'");
    }
  }

  /// Nobody decides a value that nobody proposed.
  ///
  /// @param wishes what the processes propose
  public record Validity(Collection<String> wishes) implements Invariant<PaxosMessage> {

    public Validity {
      wishes = List.copyOf(wishes);
    }

    @Override
    public Optional<String> check(World<PaxosMessage> world, Step<PaxosMessage> step) {
      return decisionIn(step)
          .map(Decided::value)
          .filter(value -> !wishes.contains(value))
          .map(value -> step.node() + " decided '" + value + "', which nobody proposed");
    }
  }

  static Optional<Decided> decisionIn(Step<PaxosMessage> step) {
    for (Effect<PaxosMessage> effect : step.effects()) {
      if (effect instanceof Effect.Report<PaxosMessage>(Decided decided)) {
        return Optional.of(decided);
      }
    }
    return Optional.empty();
  }
}
