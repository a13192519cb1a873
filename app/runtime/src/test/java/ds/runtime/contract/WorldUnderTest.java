package ds.runtime.contract;

import ds.core.NodeId;
import ds.runtime.contract.Actor.Act;
import ds.runtime.contract.Actor.Note;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/// A world with some [actors][Actor], and a hand that tells them what to do and brings bad luck.
interface WorldUnderTest extends AutoCloseable {

  NodeId A = new NodeId("a");
  NodeId B = new NodeId("b");

  /// A kind of worlds.
  interface Kind {

    /// A new world whose nodes are up and can reach each other.
    WorldUnderTest open(List<NodeId> nodes) throws Exception;
  }

  /// Has a node do something, in a step of its own. If it is down, nothing happens.
  void tell(NodeId node, Act act);

  /// What a node has noted, in all its lives.
  List<Note> notes(NodeId node);

  /// Lets time pass until the notes of a node are as wanted.
  ///
  /// @throws AssertionError if they never are
  void await(NodeId node, String what, Predicate<List<Note>> wanted);

  /// The power of a node fails.
  void crash(NodeId node) throws Exception;

  /// The power is back, and whatever was the matter with its disk is over.
  ///
  /// @return whether the node starts
  boolean restart(NodeId node) throws Exception;

  /// Nothing that the node writes becomes durable for now.
  void stall(NodeId node);

  /// Ends a stall.
  void resume(NodeId node);

  /// The next write of the node fails.
  void refuse(NodeId node);

  /// Lets time pass until the node is down.
  void awaitEnd(NodeId node);

  /// Changes a bit of the durable record that holds `text`, on the disk of a node that is down.
  void rot(NodeId node, String text) throws Exception;

  @Override
  void close() throws IOException;

  default List<String> texts(NodeId node) {
    return notes(node).stream().map(Note::text).toList();
  }

  default void await(NodeId node, String text) {
    await(node, text, notes -> notes.stream().anyMatch(note -> note.text().equals(text)));
  }

  /// Lets some time pass: enough for what is on its way, if it is not held up.
  default void linger(NodeId node) {
    String name = "pause " + notes(node).size();
    tell(node, Actor.arm(name, 5_000_000));
    await(node, "bell " + name);
  }

  /// Restarts a node.
  ///
  /// @return what it was given at its start
  default List<String> recovered(NodeId node) throws Exception {
    int before = notes(node).size();
    if (!restart(node)) {
      throw new AssertionError(node + " does not start");
    }
    await(node, "a start", notes -> notes.size() > before);
    String start = texts(node).get(before);
    String lines = start.substring("started [".length(), start.length() - 1);
    return lines.isEmpty() ? List.of() : List.of(lines.split(", "));
  }
}
