package ds.exercise.clocks;

import ds.core.NodeId;

/// A line of a server's log: one event.
public sealed interface Logged {

  /// Whose event it is.
  NodeId node();

  /// Its place among the events of its server: 1, 2, 3, …
  int index();

  /// The server did something by itself.
  record Worked(NodeId node, int index) implements Logged {
    @Override
    public String toString() {
      return node + "#" + index;
    }
  }

  /// The server sent a note, which at most one line of a log does.
  record Sent(NodeId node, int index, long note) implements Logged {
    @Override
    public String toString() {
      return node + "#" + index + " sends " + note;
    }
  }

  /// The server received a note. It may receive the same one again.
  record Heard(NodeId node, int index, long note) implements Logged {
    @Override
    public String toString() {
      return node + "#" + index + " hears " + note;
    }
  }
}
