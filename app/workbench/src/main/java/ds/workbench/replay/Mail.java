package ds.workbench.replay;

import ds.core.Effect;
import ds.core.NodeId;
import ds.core.Step;
import ds.runtime.codec.ByteWriter;
import ds.runtime.codec.Codec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.zip.CRC32C;

/// The messages under way between nodes whose recordings are replayed. Messages that are equal are
/// told apart by nobody, and those that were lost stay for a while.
final class Mail<M> {

  /// Messages of one node to another of which it is remembered that they were sent: more than can
  /// be on their way on a real network.
  private static final int REMEMBERED_MAX = 65_536;

  private record Way(NodeId from, NodeId to) {}

  private final Set<NodeId> nodes;
  private final Codec<M> codec;
  private final ByteWriter bytes = new ByteWriter();
  private final Map<Way, LinkedHashMap<Long, Integer>> sent = new HashMap<>();

  /// @param nodes those that are replayed
  Mail(Set<NodeId> nodes, Codec<M> codec) {
    this.nodes = nodes;
    this.codec = codec;
  }

  /// Whether the steps that send a message are here to be seen.
  boolean knows(NodeId from, NodeId to) {
    return nodes.contains(from) && !from.equals(to);
  }

  /// Takes what a step has sent.
  void take(Step<M> step) {
    for (Effect<M> effect : step.effects()) {
      if (effect instanceof Effect.Send<M>(var to, M message)
          && nodes.contains(to)
          && !to.equals(step.node())) {
        var letters = letters(step.node(), to);
        letters.merge(key(message), 1, Integer::sum);
        if (letters.size() > REMEMBERED_MAX) {
          letters.pollFirstEntry();
        }
      }
    }
  }

  /// Whether such a message is under way.
  boolean isSent(NodeId from, NodeId to, long key) {
    return letters(from, to).containsKey(key);
  }

  /// Such a message has arrived.
  void arrived(NodeId from, NodeId to, long key) {
    letters(from, to).computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
  }

  private SequencedMap<Long, Integer> letters(NodeId from, NodeId to) {
    return sent.computeIfAbsent(new Way(from, to), _ -> new LinkedHashMap<>());
  }

  /// What equal messages have in common, and others hardly ever.
  long key(M message) {
    bytes.reset();
    codec.encode(message, bytes);
    var checksum = new CRC32C();
    checksum.update(bytes.array(), 0, bytes.length());
    return (long) bytes.length() << Integer.SIZE | checksum.getValue();
  }
}
