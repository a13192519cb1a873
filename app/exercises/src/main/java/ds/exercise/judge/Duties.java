package ds.exercise.judge;

import ds.core.NodeId;
import ds.lab.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What servers have to do soon, unless they crash before.
public final class Duties<T> {

  /// A server that is up has not done something in time.
  public record Overdue<T>(NodeId server, T what) {}

  private final long patience;

  /// By server: since when it has had each duty, the oldest first.
  private final Map<NodeId, SequencedMap<T, Long>> open = new TreeMap<>();

  /// @param patience how long a server may take, in nanoseconds
  public Duties(long patience) {
    this.patience = patience;
  }

  /// A server has something to do from now on, unless it has had it to do already.
  public void begin(World<?> world, NodeId server, T what) {
    of(server).putIfAbsent(what, world.now());
  }

  public void end(NodeId server, T what) {
    of(server).remove(what);
  }

  /// A server that starts has nothing to do.
  public void clear(NodeId server) {
    of(server).clear();
  }

  private SequencedMap<T, Long> of(NodeId server) {
    return open.computeIfAbsent(server, _ -> new LinkedHashMap<>());
  }

  public Optional<Overdue<T>> overdue(World<?> world) {
    for (Map.Entry<NodeId, SequencedMap<T, Long>> server : open.entrySet()) {
      if (server.getValue().isEmpty() || !world.host(server.getKey()).isUp()) {
        continue;
      }
      Map.Entry<T, Long> oldest = server.getValue().firstEntry();
      if (oldest.getValue() + patience < world.now()) {
        return Optional.of(new Overdue<>(server.getKey(), oldest.getKey()));
      }
    }
    return Optional.empty();
  }
}
