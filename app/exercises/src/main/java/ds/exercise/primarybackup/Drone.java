package ds.exercise.primarybackup;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.primarybackup.StoreMessage.CurrentView;
import ds.exercise.primarybackup.StoreMessage.Ping;

/// A server as a view service sees it: it pings, and acknowledges views of which it is the primary.
/// It stores nothing.
final class Drone implements Node<StoreMessage> {

  static final long PING_EVERY = 100 * MILLISECOND;

  private enum DroneTimer implements Timer {
    PING,
    ACKNOWLEDGE
  }

  private final NodeId service;
  private final long hesitates;
  private View view = View.NONE;
  private long acknowledged;

  /// @param hesitates how long it takes until it acknowledges a view
  Drone(NodeId service, long hesitates) {
    this.service = service;
    this.hesitates = hesitates;
  }

  /// The newest view that it was told.
  View view() {
    return view;
  }

  @Override
  public void on(Event<StoreMessage> event, Context<StoreMessage> context) {
    switch (event) {
      case Started<StoreMessage> _ -> ping(context);
      case TimerFired<StoreMessage>(DroneTimer timer) when timer == DroneTimer.ACKNOWLEDGE ->
          acknowledged = view.number();
      case TimerFired<StoreMessage> _ -> ping(context);
      case Received<StoreMessage>(_, CurrentView(var told)) -> onCurrentView(told, context);
      case Received<StoreMessage> _ -> {} // it stores nothing
    }
  }

  private void ping(Context<StoreMessage> context) {
    context.send(service, new Ping(acknowledged));
    context.arm(DroneTimer.PING, PING_EVERY, PING_EVERY);
  }

  private void onCurrentView(View told, Context<StoreMessage> context) {
    if (told.number() <= view.number()) {
      return;
    }
    view = told;
    if (told.isPrimary(context.self()) && hesitates > 0) {
      context.arm(DroneTimer.ACKNOWLEDGE, hesitates, hesitates);
    } else {
      acknowledged = told.number();
    }
  }
}
