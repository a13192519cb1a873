package clocks;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.clocks.ClocksMessage;
import ds.exercise.clocks.ClocksMessage.Compare;
import ds.exercise.clocks.ClocksMessage.Concurrent;
import ds.exercise.clocks.ClocksMessage.Order;
import ds.exercise.clocks.ClocksMessage.Ordered;
import ds.exercise.clocks.Logged;
import ds.exercise.clocks.Pair;
import java.util.ArrayList;
import java.util.List;

/// Answers questions about logs.
public final class Historian implements Node<ClocksMessage> {

  public Historian(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<ClocksMessage> event, Context<ClocksMessage> context) {
    switch (event) {
      case Started(_), TimerFired(_) -> {}
      case Received(var from, Order(long question, var log)) ->
          context.send(from, new Ordered(question, new History(log).order()));
      case Received(var from, Compare(long question, var log)) ->
          context.send(from, new Concurrent(question, concurrent(new History(log))));
      case Received(_, _) -> {} // for other nodes
    }
  }

  private static List<Pair> concurrent(History history) {
    List<Pair> pairs = new ArrayList<>();
    List<Logged> order = history.order();
    for (int i = 0; i < order.size(); i++) {
      for (int j = i + 1; j < order.size(); j++) {
        if (!history.isBefore(order.get(i), order.get(j))) {
          pairs.add(new Pair(order.get(i), order.get(j)));
        }
      }
    }
    return pairs;
  }
}
