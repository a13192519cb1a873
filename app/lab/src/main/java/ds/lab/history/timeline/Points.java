package ds.lab.history.timeline;

import ds.lab.history.Operation;
import java.util.ArrayList;
import java.util.List;

/// Where on the axis of events the operations of an order take effect.
///
/// Each takes effect as soon as it was called and those before it have taken effect. Several that
/// do so between the same two events share the gap. In an order that does not keep real time, such
/// as one of sequential consistency, a point outside its bar is moved to the end of the bar.
final class Points {

  private Points() {}

  /// The point of each operation of the order, in positions of events.
  static <I, O> List<Double> of(List<Operation<I, O>> order) {
    List<Double> points = new ArrayList<>(order.size());
    int start = 0;
    int moment = 0;
    while (start < order.size()) {
      moment = Math.max(moment, order.get(start).span().invoked());
      int end = start + 1;
      while (end < order.size() && order.get(end).span().invoked() <= moment) {
        end++;
      }
      for (int i = start; i < end; i++) {
        double shared = moment + (i - start + 1.0) / (end - start + 1.0);
        points.add(Math.min(shared, order.get(i).span().returned() - 0.2));
      }
      start = end;
    }
    return points;
  }
}
