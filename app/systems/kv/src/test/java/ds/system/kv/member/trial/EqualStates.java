package ds.system.kv.member.trial;

import ds.core.Durable;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.RosterChanged;
import ds.system.kv.store.StateView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Members that have applied equally much have the same state, and so the same snapshot.
final class EqualStates implements Invariant<MemberMessage> {

  /// Hashing costs time, and a difference does not go away by itself.
  private static final int EVERY = 4;

  private record Seen(NodeId by, int keys, int pieces, RosterChanged roster) {

    boolean isLike(Seen other) {
      return keys == other.keys && pieces == other.pieces && hasEqualRoster(other);
    }

    /// Who joins knows nobody until the log has told of the founders.
    private boolean hasEqualRoster(Seen other) {
      return roster.members().isEmpty()
          || other.roster.members().isEmpty()
          || roster.equals(other.roster);
    }
  }

  private final Map<Long, Seen> states = new HashMap<>();
  private final Map<NodeId, Long> looked = new HashMap<>();

  @Override
  public Optional<String> check(World<MemberMessage> world, Step<MemberMessage> step) {
    if (!(world.host(step.node()).node() instanceof ServerProcess process)) {
      return Optional.empty();
    }
    long applied = process.member().raft().lastApplied().number();
    Long before = looked.put(step.node(), applied);
    if (applied % EVERY != 0 || (before != null && before == applied)) {
      return Optional.empty();
    }
    Seen now = seen(step.node(), process);
    Seen first = states.putIfAbsent(applied, now);
    return first == null || first.isLike(now)
        ? Optional.empty()
        : Optional.of("%s and %s have different states at index %d".formatted(first, now, applied));
  }

  private static Seen seen(NodeId by, ServerProcess process) {
    StateView state = process.member().state().snapshot();
    int pieces = 0;
    for (Durable piece : state) {
      pieces = 31 * pieces + piece.hashCode();
    }
    return new Seen(by, state.hash(state.revision()), pieces, process.roster());
  }
}
