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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Decides who is primary and who is backup. A view follows another only when the primary has
/// acknowledged it, for then its backup has the state, and either of the two may lead the next.
public final class ViewService implements Node<StoreMessage> {

  private static final long SILENCE_MAX = 500 * MILLISECOND;
  private static final long LOOK_EVERY = 100 * MILLISECOND;

  private enum ServiceTimer implements Timer {
    LOOK
  }

  private final SortedMap<NodeId, Long> heardAt = new TreeMap<>();

  /// Who has pinged with a view before, and so would have lost it if it pinged without.
  private final SortedSet<NodeId> informed = new TreeSet<>();

  /// Who has restarted in this view, without the state that it had.
  private final SortedSet<NodeId> restarted = new TreeSet<>();

  private View view = View.NONE;
  private boolean isAcknowledged = true;

  public ViewService(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<StoreMessage> event, Context<StoreMessage> context) {
    switch (event) {
      case Started(_) -> context.arm(ServiceTimer.LOOK, LOOK_EVERY, LOOK_EVERY);
      case TimerFired(_) -> {
        look(context.now());
        context.arm(ServiceTimer.LOOK, LOOK_EVERY, LOOK_EVERY);
      }
      case Received(var from, Ping(long known)) -> onPing(from, known, context);
      case Received(var from, AskView _) -> context.send(from, new CurrentView(view));
      case Received(_, _) -> {} // nobody says anything else to a view service
    }
  }

  private void onPing(NodeId from, long known, Context<StoreMessage> context) {
    heardAt.put(from, context.now());
    if (known > 0) {
      informed.add(from);
    } else if (informed.remove(from)) {
      restarted.add(from);
    }
    if (view.isPrimary(from) && known == view.number()) {
      isAcknowledged = true;
    }
    look(context.now());
    context.send(from, new CurrentView(view));
  }

  /// Begins a new view if it is time.
  private void look(long now) {
    if (!isAcknowledged) {
      return;
    }
    List<NodeId> alive =
        heardAt.keySet().stream().filter(it -> now - heardAt.get(it) <= SILENCE_MAX).toList();
    Optional<NodeId> primary = view.primary().filter(it -> isSound(it, alive));
    Optional<NodeId> backup = view.backup().filter(it -> isSound(it, alive));
    if (primary.isEmpty()) {
      primary = view.number() == 0 ? alive.stream().findFirst() : backup;
      backup = Optional.empty();
    }
    if (primary.isEmpty()) {
      return; // nobody has the state
    }
    if (!primary.equals(view.primary()) || !backup.equals(view.backup()) || backup.isEmpty()) {
      begin(primary.get(), backup, alive);
    }
  }

  /// A backup that has restarted may be backup again, but in a new view: it has to get the state.
  private void begin(NodeId primary, Optional<NodeId> backup, List<NodeId> alive) {
    Optional<NodeId> second =
        backup.or(() -> alive.stream().filter(it -> !it.equals(primary)).findFirst());
    if (second.isEmpty() && view.isPrimary(primary) && view.backup().isEmpty()) {
      return; // nothing would be new
    }
    view = new View(view.number() + 1, Optional.of(primary), second);
    isAcknowledged = false;
    restarted.clear();
  }

  private boolean isSound(NodeId server, List<NodeId> alive) {
    return alive.contains(server) && !restarted.contains(server);
  }
}
