package ds.lab.fault;

import ds.core.NodeId;
import java.util.ArrayList;
import java.util.List;

/// One direction between two nodes.
public record Link(NodeId from, NodeId to) {

  /// Every link from one of `from` to one of `to`.
  public static List<Link> oneWay(List<NodeId> from, List<NodeId> to) {
    List<Link> links = new ArrayList<>();
    for (NodeId a : from) {
      for (NodeId b : to) {
        if (!a.equals(b)) {
          links.add(new Link(a, b));
        }
      }
    }
    return List.copyOf(links);
  }

  /// Every link between one of `left` and one of `right`, in both directions.
  public static List<Link> between(List<NodeId> left, List<NodeId> right) {
    List<Link> links = new ArrayList<>(oneWay(left, right));
    links.addAll(oneWay(right, left));
    return List.copyOf(links);
  }

  @Override
  public String toString() {
    return from + "->" + to;
  }
}
