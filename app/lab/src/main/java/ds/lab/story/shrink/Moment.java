package ds.lab.story.shrink;

import ds.core.NodeId;
import ds.lab.fault.Fault;
import ds.lab.world.Action;
import ds.lab.world.World;
import java.util.Optional;

/// An action, and all that chance had to do with it.
///
/// Each moment keeps its own luck. If a node's random numbers simply followed one another, leaving
/// out one moment would change what the node draws in all later ones.
///
/// @param time virtual, in nanoseconds since the world began
/// @param luck where the random numbers of the node stood to which it happened
public record Moment<M>(long time, Action<M> action, long luck) {

  /// The moment before `action` happens in `world`.
  static <M> Moment<M> of(World<M> world, Action<M> action) {
    long luck = subject(action).map(it -> world.host(it).draws().state()).orElse(0L);
    return new Moment<>(world.now(), action, luck);
  }

  /// The same moment of another action.
  Moment<M> with(Action<M> other) {
    return new Moment<>(time, other, luck);
  }

  /// The node to which it happens; none if it happens to links.
  Optional<NodeId> subject() {
    return subject(action);
  }

  private static Optional<NodeId> subject(Action<?> action) {
    return switch (action) {
      case Action.Deliver<?>(_, var to, _) -> Optional.of(to);
      case Action.Fire<?>(var node, _) -> Optional.of(node);
      case Action.Sync<?>(var node) -> Optional.of(node);
      case Action.Begin<?>(Fault fault) -> fault.victim();
      case Action.End<?>(Fault fault) -> fault.victim();
    };
  }
}
