package ds.lab.script.stage;

import ds.core.NodeId;
import java.util.List;

/// Lists of nodes as people write them: `s1 s3..s5`.
public final class Names {

  private static final int RUN_MIN = 3;

  private Names() {}

  /// Three neighbours or more are told by the first and the last.
  ///
  /// @param order who is whose neighbour; has all of `nodes`
  public static String of(List<NodeId> nodes, List<NodeId> order, String separator) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < nodes.size()) {
      int length = runAt(i, nodes, order);
      text.append(text.isEmpty() ? "" : separator).append(nodes.get(i));
      if (length >= RUN_MIN) {
        text.append("..").append(nodes.get(i + length - 1));
        i += length;
      } else {
        i++;
      }
    }
    return text.toString();
  }

  private static int runAt(int start, List<NodeId> nodes, List<NodeId> order) {
    int place = order.indexOf(nodes.get(start));
    int length = 1;
    while (start + length < nodes.size()
        && order.indexOf(nodes.get(start + length)) == place + length) {
      length++;
    }
    return length;
  }
}
