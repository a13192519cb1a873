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
import ds.exercise.primarybackup.StoreMessage.AskView;
import ds.exercise.primarybackup.StoreMessage.CurrentView;
import ds.exercise.primarybackup.StoreMessage.Ping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A view service that is right, for servers to be tried with that stay down for long: longer than
/// any message is on its way, and than a silence that has them replaced.
final class ViewKeeper implements Node<StoreMessage> {

  private static final long SILENCE_MAX = 500 * MILLISECOND;
  private static final long LOOK_EVERY = 50 * MILLISECOND;

  private enum KeeperTimer implements Timer {
    LOOK
  }

  private record Sign(long at, long view) {}

  private final SortedMap<NodeId, Sign> signs = new TreeMap<>();

  /// Who has lost its state since the view began.
  private final SortedSet<NodeId> restarted = new TreeSet<>();

  private View view = View.NONE;
  private boolean isAcknowledged = true;

  /// Whether the primary may be lost now: its backup has the state.
  boolean isSafe() {
    return isAcknowledged && view.backup().isPresent();
  }

  View view() {
    return view;
  }

  @Override
  public void on(Event<StoreMessage> event, Context<StoreMessage> context) {
    switch (event) {
      case Started<StoreMessage> _ -> context.arm(KeeperTimer.LOOK, LOOK_EVERY, LOOK_EVERY);
      case TimerFired<StoreMessage> _ -> {
        look(context.now());
        context.arm(KeeperTimer.LOOK, LOOK_EVERY, LOOK_EVERY);
      }
      case Received<StoreMessage>(var from, Ping(long known)) -> {
        onPing(from, new Sign(context.now(), known));
        context.send(from, new CurrentView(view));
      }
      case Received<StoreMessage>(var from, AskView _) -> context.send(from, new CurrentView(view));
      case Received<StoreMessage> _ -> {} // nobody says anything else to a view service
    }
  }

  /// Who has restarted knows no view and was silent before. One that was not has said so long ago,
  /// and the network kept it.
  private void onPing(NodeId from, Sign sign) {
    Optional<Sign> before = Optional.ofNullable(signs.get(from));
    long known = sign.view;
    if (known == 0 && before.isPresent() && before.get().view > 0) {
      if (sign.at - before.get().at > SILENCE_MAX) {
        restarted.add(from);
      } else {
        known = before.get().view;
      }
    }
    signs.put(from, new Sign(sign.at, known));
    isAcknowledged |= view.isPrimary(from) && sign.view == view.number();
    look(sign.at);
  }

  private void look(long now) {
    if (!isAcknowledged) {
      return;
    }
    List<NodeId> alive =
        signs.entrySet().stream()
            .filter(it -> now - it.getValue().at <= SILENCE_MAX)
            .map(Map.Entry::getKey)
            .toList();
    if (view.number() == 0) {
      alive.stream().findFirst().ifPresent(it -> begin(Optional.of(it), Optional.empty()));
      return;
    }
    Optional<NodeId> primary = view.primary().filter(it -> isSound(it, alive));
    Optional<NodeId> backup = view.backup().filter(it -> isSound(it, alive));
    if (primary.isEmpty() || backup.isEmpty()) {
      primary.or(() -> backup).ifPresent(it -> follow(it, backup, alive));
    }
  }

  /// The view that follows, with a backup if there is one. A backup that has restarted may follow
  /// itself.
  private void follow(NodeId primary, Optional<NodeId> backup, List<NodeId> alive) {
    Optional<NodeId> second =
        backup
            .filter(it -> !it.equals(primary))
            .or(() -> alive.stream().filter(it -> !it.equals(primary)).findFirst());
    if (!view.isPrimary(primary) || view.backup().isPresent() || second.isPresent()) {
      begin(Optional.of(primary), second);
    }
  }

  private boolean isSound(NodeId server, List<NodeId> alive) {
    return alive.contains(server) && !restarted.contains(server);
  }

  private void begin(Optional<NodeId> primary, Optional<NodeId> backup) {
    view = new View(view.number() + 1, primary, backup);
    isAcknowledged = false;
    restarted.clear();
  }
}
