package ds.lab.story;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.lab.story.Tale.Happening;
import ds.lab.story.Tale.Happening.Stepped;
import java.util.ArrayList;
import java.util.List;

/// Which step sent the message that another one received.
///
/// A message travels as the same object, so it is found by identity. One that was forged on its way
/// is not found: it comes from nowhere.
@SuppressWarnings("ReferenceEquality") // equal messages may be sent twice, and one of them be lost
final class Arrivals<M> {

  /// Sent by no step.
  static final int NOWHERE = -1;

  private final int[] origins;

  /// By happening: its messages that arrived.
  private final List<List<Effect.Send<M>>> arrived = new ArrayList<>();

  Arrivals(List<Happening<M>> happenings) {
    origins = new int[happenings.size()];
    for (int i = 0; i < happenings.size(); i++) {
      arrived.add(new ArrayList<>());
      origins[i] = NOWHERE;
      if (happenings.get(i) instanceof Stepped<M>(_, var step)
          && step.event() instanceof Event.Received<M>(var from, var message)) {
        origins[i] = trace(happenings.subList(0, i), from, step.node(), message);
      }
    }
  }

  /// The place of the happening that sent what the one at `index` received.
  int origin(int index) {
    return origins[index];
  }

  /// Whether somebody received what the happening at `index` sent.
  boolean isReceived(int index, Effect.Send<?> send) {
    return arrived.get(index).stream().anyMatch(it -> it == send);
  }

  private int trace(List<Happening<M>> before, NodeId from, NodeId to, M message) {
    for (int i = before.size() - 1; i >= 0; i--) {
      if (before.get(i) instanceof Stepped<M>(_, var step) && step.node().equals(from)) {
        for (Effect<M> effect : step.effects()) {
          if (effect instanceof Effect.Send<M> send
              && send.to().equals(to)
              && send.message() == message) {
            arrived.get(i).add(send);
            return i;
          }
        }
      }
    }
    return NOWHERE;
  }
}
