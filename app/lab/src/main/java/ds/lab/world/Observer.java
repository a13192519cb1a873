package ds.lab.world;

import ds.core.Step;
import java.util.function.Supplier;

/// Watches a world.
public interface Observer<M> {

  /// Why a message does not arrive.
  enum Loss {
    /// The link lost it.
    LINK,
    /// The link was cut.
    CUT,
    /// It was damaged, and its checksum told.
    DAMAGE,
    /// Its receiver was down.
    DOWN,
    /// Its sender crashed while it waited for a write.
    CRASH,
    /// Somebody took it off the wire.
    HAND
  }

  /// A node has taken a step. Its effects are about to be carried out.
  void stepped(World<M> world, Step<M> step);

  /// Something else happened that a story should tell: a fault began or ended, a message was lost.
  ///
  /// @param what in words; put together only if somebody reads it
  default void noted(World<M> world, Supplier<String> what) {}

  /// A node has sent a message, which may have to wait for a write before it leaves.
  default void sent(World<M> world, Envelope<M> envelope) {}

  /// A message arrives: the next step is its receiver's, about it.
  default void arriving(World<M> world, Envelope<M> envelope) {}

  /// A message, or one of its copies, will not arrive.
  default void lost(World<M> world, Envelope<M> envelope, Loss loss) {}
}
