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
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Answers questions about logs by the sets of what happened before each line.
public final class Historian implements Node<ClocksMessage> {

  public Historian(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<ClocksMessage> event, Context<ClocksMessage> context) {
    switch (event) {
      case Started(_), TimerFired(_) -> {}
      case Received(var from, Order(long question, var log)) ->
          context.send(from, new Ordered(question, ordered(log)));
      case Received(var from, Compare(long question, var log)) ->
          context.send(from, new Concurrent(question, concurrent(log)));
      case Received(_, _) -> {} // for other nodes
    }
  }

  /// By the size of their pasts: whatever happened before a line has a smaller one.
  private static List<Logged> ordered(List<Logged> log) {
    Pasts pasts = new Pasts(log);
    return IntStream.range(0, log.size())
        .boxed()
        .sorted(Comparator.comparing(pasts::size))
        .map(log::get)
        .toList();
  }

  private static List<Pair> concurrent(List<Logged> log) {
    Pasts pasts = new Pasts(log);
    List<Pair> pairs = new ArrayList<>();
    for (int one = 0; one < log.size(); one++) {
      for (int other = one + 1; other < log.size(); other++) {
        if (pasts.areConcurrent(one, other)) {
          pairs.add(new Pair(log.get(one), log.get(other)));
        }
      }
    }
    return pairs;
  }
}
