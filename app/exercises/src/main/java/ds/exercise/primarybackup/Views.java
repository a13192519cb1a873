package ds.exercise.primarybackup;

import static ds.core.Context.MILLISECOND;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.primarybackup.StoreMessage.CurrentView;
import ds.exercise.primarybackup.StoreMessage.Ping;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a view service has heard and told, as far as it can be seen from outside.
final class Views {

  /// A server that was heard less long ago is alive beyond doubt.
  static final long SURELY_ALIVE = 300 * MILLISECOND;

  private record Sign(long first, long last, long view) {}

  private final SortedMap<NodeId, Sign> signs = new TreeMap<>();

  /// Who has started again since the newest view began, and when.
  private final SortedMap<NodeId, Long> restarted = new TreeMap<>();

  private View newest = View.NONE;
  private long acknowledgedAt = -1;

  /// Takes down what the service hears in a step.
  void hear(World<StoreMessage> world, Step<StoreMessage> step) {
    if (!isService(world, step)
        || !(step.event() instanceof Event.Received<StoreMessage>(var from, Ping(long known)))) {
      return;
    }
    Sign before = signs.getOrDefault(from, new Sign(world.now(), 0, 0));
    if (known == 0 && before.view > 0) {
      restarted.put(from, world.now());
    }
    signs.put(from, new Sign(before.first, world.now(), known));
    if (newest.isPrimary(from) && known == newest.number() && acknowledgedAt < 0) {
      acknowledgedAt = world.now();
    }
  }

  /// The views that the service tells in a step.
  static List<View> told(World<StoreMessage> world, Step<StoreMessage> step) {
    List<View> told = new ArrayList<>();
    for (Effect<StoreMessage> effect : step.effects()) {
      if (isService(world, step)
          && effect instanceof Effect.Send<StoreMessage>(_, CurrentView(var view))) {
        told.add(view);
      }
    }
    return told;
  }

  /// The first of the views told that is newer than the newest.
  Optional<View> begun(World<StoreMessage> world, Step<StoreMessage> step) {
    return told(world, step).stream().filter(it -> it.number() > newest.number()).findFirst();
  }

  /// From now on `view` is the newest.
  void begin(View view) {
    newest = view;
    acknowledgedAt = -1;
    restarted.clear();
  }

  View newest() {
    return newest;
  }

  /// Whether the newest view may be followed by another.
  boolean isAcknowledged() {
    return acknowledgedAt >= 0 || newest.number() == 0;
  }

  /// For how long the newest view has been acknowledged.
  long acknowledgedFor(World<StoreMessage> world) {
    return acknowledgedAt < 0 ? 0 : world.now() - acknowledgedAt;
  }

  /// For how long nothing was heard of a server.
  long silentFor(World<StoreMessage> world, NodeId server) {
    return Optional.ofNullable(signs.get(server)).map(it -> world.now() - it.last).orElse(0L);
  }

  /// For how long a server has been silent, or without the state that a member of the view has.
  long lostFor(World<StoreMessage> world, NodeId server) {
    long empty = world.now() - restarted.getOrDefault(server, world.now());
    return Math.max(empty, silentFor(world, server));
  }

  /// Whether a server has started again since the newest view began.
  boolean isRestarted(NodeId server) {
    return restarted.containsKey(server);
  }

  /// Whether a server is alive beyond doubt, and has what a member of the newest view has.
  boolean isSound(World<StoreMessage> world, NodeId server) {
    return signs.containsKey(server)
        && silentFor(world, server) <= SURELY_ALIVE
        && !isRestarted(server);
  }

  /// The servers that are alive beyond doubt and have been for some time, without a part in the
  /// newest view.
  List<NodeId> idle(World<StoreMessage> world, long time) {
    List<NodeId> idle = new ArrayList<>();
    signs.forEach((server, sign) -> {
      if (isSound(world, server)
          && world.now() - sign.first > time
          && !newest.isPrimary(server)
          && !newest.isBackup(server)) {
        idle.add(server);
      }
    });
    return idle;
  }

  private static boolean isService(World<StoreMessage> world, Step<StoreMessage> step) {
    return world.hosts().getFirst().id().equals(step.node());
  }
}
