package ds.core;

/// A deterministic state machine that takes part in a distributed algorithm.
///
/// All that a node learns arrives as an [Event], all that it does leaves through the [Context]. It
/// has no thread, no clock, no random source and no I/O of its own, so the same events always have
/// the same effects, in every world that runs it.
///
/// @param <M> the sealed family of messages that this node and its peers exchange
public interface Node<M> {

  /// Takes one step: changes the node's state and asks `context` for effects.
  ///
  /// A world calls this for one event at a time. An exception that escapes is a programmer error
  /// and stops the node as a crash would.
  void on(Event<M> event, Context<M> context);
}
