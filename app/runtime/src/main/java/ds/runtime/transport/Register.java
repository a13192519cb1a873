package ds.runtime.transport;

import ds.runtime.transport.wire.Verdict;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// Who may come in, and who has: one connection for each peer and lane.
final class Register {

  /// Names of removed members are remembered to tell them so. One that is forgotten is turned away
  /// as a stranger instead.
  private static final int REMOVED_MAX = 10_000;

  /// How a call ends.
  ///
  /// @param before the connection that the new one replaces; it must be closed first, so that
  ///   nothing sent over it arrives after what was sent later
  record Entry(Verdict verdict, Optional<Channel> before) {}

  private final Map<String, Map<Lane, Channel>> peers = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();
  private final SequencedSet<String> removed = new LinkedHashSet<>();

  synchronized void add(String member, InetSocketAddress address) {
    removed.remove(member);
    places.put(member, place(address.getHostString(), address.getPort()));
    peers.computeIfAbsent(member, _ -> new EnumMap<>(Lane.class));
  }

  /// Forgets a peer, and returns the connections that it had.
  synchronized List<Channel> remove(String member) {
    if (removed.size() == REMOVED_MAX) {
      removed.removeFirst();
    }
    removed.add(member);
    places.remove(member);
    Map<Lane, Channel> connections = peers.remove(member);
    return connections == null ? List.of() : List.copyOf(connections.values());
  }

  synchronized boolean knows(String member) {
    return peers.containsKey(member) || removed.contains(member);
  }

  /// The peers that are called there: one that left, and the one in its place.
  synchronized List<String> at(String host, int port) {
    String place = place(host, port);
    return places.entrySet().stream()
        .filter(entry -> entry.getValue().equals(place))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static String place(String host, int port) {
    return host + ":" + port;
  }

  synchronized Entry enter(String member, Lane lane, Channel connection) {
    Map<Lane, Channel> connections = peers.get(member);
    if (connections == null) {
      var verdict = removed.contains(member) ? Verdict.REMOVED : Verdict.STRANGER;
      return new Entry(verdict, Optional.empty());
    }
    return new Entry(Verdict.WELCOME, Optional.ofNullable(connections.put(lane, connection)));
  }

  synchronized void leave(String member, Lane lane, Channel connection) {
    Map<Lane, Channel> connections = peers.get(member);
    if (connections != null) {
      connections.remove(lane, connection);
    }
  }
}
