package primarybackup;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.primarybackup.StoreMessage;
import ds.exercise.primarybackup.StoreMessage.AskView;
import ds.exercise.primarybackup.StoreMessage.CurrentView;
import ds.exercise.primarybackup.StoreMessage.Ping;
import ds.exercise.primarybackup.View;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Looks at no clock: it counts how often its timer has run out since a server pinged. Views change
/// when the timer runs out, and at no other time.
public final class ViewService implements Node<StoreMessage> {

  private static final int MISSED_MAX = 6;

  private enum ServiceTimer implements Timer {
    COUNT
  }

  /// What is known of a server.
  ///
  /// @param missed how often the timer has run out since its last ping
  /// @param named the view in its last ping
  /// @param isEmpty whether it has restarted since the view began
  private record Sign(int missed, long named, boolean isEmpty) {
    boolean isAlive() {
      return missed <= MISSED_MAX;
    }

    boolean hasState() {
      return isAlive() && !isEmpty;
    }
  }

  private final SortedMap<NodeId, Sign> signs = new TreeMap<>();
  private View view = View.NONE;
  private boolean isAcknowledged = true;

  public ViewService(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<StoreMessage> event, Context<StoreMessage> context) {
    switch (event) {
      case Started(_) -> arm(context);
      case TimerFired(_) -> {
        signs.replaceAll((_, it) -> new Sign(it.missed + 1, it.named, it.isEmpty));
        change();
        arm(context);
      }
      case Received(var from, Ping(long named)) -> {
        Sign before = signs.getOrDefault(from, new Sign(0, 0, false));
        signs.put(from, new Sign(0, named, before.isEmpty || (named == 0 && before.named > 0)));
        isAcknowledged |= view.isPrimary(from) && named == view.number();
        context.send(from, new CurrentView(view));
      }
      case Received(var from, AskView _) -> context.send(from, new CurrentView(view));
      case Received(_, _) -> {} // not for a view service
    }
  }

  private void arm(Context<StoreMessage> context) {
    context.arm(ServiceTimer.COUNT, 100 * MILLISECOND, 100 * MILLISECOND);
  }

  private void change() {
    if (!isAcknowledged) {
      return;
    }
    if (view.number() == 0) {
      other(Optional.empty()).ifPresent(it -> begin(it, Optional.empty()));
    } else if (view.primary().filter(this::hasState).isEmpty()) {
      view.backup().filter(this::hasState).ifPresent(it -> begin(it, other(Optional.of(it))));
    } else if (view.backup().filter(this::hasState).isEmpty()) {
      Optional<NodeId> second = other(view.primary());
      if (second.isPresent() || view.backup().isPresent()) {
        begin(view.primary().get(), second);
      }
    }
  }

  private boolean hasState(NodeId server) {
    return signs.containsKey(server) && signs.get(server).hasState();
  }

  /// Anybody who is alive, but for one.
  private Optional<NodeId> other(Optional<NodeId> one) {
    return signs.keySet().stream()
        .filter(it -> signs.get(it).isAlive() && !one.equals(Optional.of(it)))
        .findFirst();
  }

  private void begin(NodeId primary, Optional<NodeId> backup) {
    view = new View(view.number() + 1, Optional.of(primary), backup);
    isAcknowledged = false;
    signs.replaceAll((_, it) -> new Sign(it.missed, it.named, false));
  }
}
