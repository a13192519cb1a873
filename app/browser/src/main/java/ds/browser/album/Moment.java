package ds.browser.album;

import ds.lab.mirror.Field;
import ds.lab.world.Host;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A world at one moment.
///
/// @param step how many steps have been taken
/// @param nodes those that were looked at, by index
public record Moment<M>(
    long step, long time, Map<Integer, Moment.Still> nodes, Outlook<M> outlook) {

  /// A node at that moment.
  ///
  /// @param held how many messages wait for its disk
  public record Still(
      boolean up, boolean paused, long life, int held, List<Field> fields, Host.Journal journal) {}

  /// One of the nodes that were looked at.
  public Still still(int node) {
    return Optional.ofNullable(nodes.get(node)).orElseThrow();
  }

  boolean shows(Collection<Integer> wanted) {
    return nodes.keySet().containsAll(wanted);
  }
}
