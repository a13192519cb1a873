package ds.exercise.clocks;

import ds.core.NodeId;
import java.util.List;

/// What clients say to servers with clocks and to a historian, and what servers say to each other.
///
/// | a client says | a server                            |
/// |---------------|-------------------------------------|
/// | [Work]        | does something by itself            |
/// | [Tell]        | sends a [Note] to another server    |
/// | [Order]       | answers [Ordered]                   |
/// | [Compare]     | answers [Concurrent]                |
public sealed interface ClocksMessage {

  /// Have an event of your own.
  record Work() implements ClocksMessage {}

  /// Send a note to another server.
  ///
  /// @param note the note's number, which no other note has
  /// @param to who shall get it
  record Tell(long note, NodeId to) implements ClocksMessage {}

  /// A note from one server to another. The network may lose, double and delay it.
  ///
  /// @param stamp of the event in which it was sent
  record Note(long note, Stamp stamp) implements ClocksMessage {}

  /// Bring a log into an order that could have happened.
  ///
  /// @param log the lines of several servers, in no order
  record Order(long question, List<Logged> log) implements ClocksMessage {}

  /// @param log each line once, after all that happened before it
  record Ordered(long question, List<Logged> log) implements ClocksMessage {}

  /// Find out which events happened independently of each other.
  record Compare(long question, List<Logged> log) implements ClocksMessage {}

  /// @param pairs each pair of concurrent events once, in any order
  record Concurrent(long question, List<Pair> pairs) implements ClocksMessage {}
}
