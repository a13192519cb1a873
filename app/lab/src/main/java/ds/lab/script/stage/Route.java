package ds.lab.script.stage;

import ds.core.NodeId;
import ds.lab.fault.Link;
import java.util.List;

/// Some links of a script's world.
public record Route(List<NodeId> from, List<NodeId> to, Way way) {

  /// Which way the messages go.
  public enum Way {
    /// `s1->s2`
    ONE,
    /// `s1<->s2`
    BOTH
  }

  public Route {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  boolean has(NodeId sender, NodeId receiver) {
    boolean forth = from.contains(sender) && to.contains(receiver);
    boolean back = way == Way.BOTH && from.contains(receiver) && to.contains(sender);
    return forth || back;
  }

  List<Link> links() {
    return way == Way.BOTH ? Link.between(from, to) : Link.oneWay(from, to);
  }
}
