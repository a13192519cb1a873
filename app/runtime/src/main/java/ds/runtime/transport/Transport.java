package ds.runtime.transport;

import static ds.runtime.transport.TransportMetrics.Counter.DROPPED_NO_PEER;
import static ds.runtime.transport.TransportMetrics.Counter.DROPPED_OVERSIZED;

import ds.core.Check;
import ds.core.NodeId;
import ds.runtime.transport.tls.Credentials;
import ds.runtime.transport.tls.TlsFiles;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Frames of bytes to and from the other members of a cluster.
///
/// Each member calls every other one and sends over the connections that it made; over those that
/// it took, it receives. So no two members have to agree on who calls whom, and a pair that can
/// talk one way only does so.
///
/// A frame arrives whole, at most once and never after a later one of its lane, or it does not
/// arrive. All methods may be called from any thread; none but [#listen] and [#close] waits.
@SuppressWarnings("FutureReturnValueIgnored") // a failure ends the connection, which is heard of
public final class Transport implements AutoCloseable {

  /// A peer as things stand.
  ///
  /// @param connected whether both lanes are
  /// @param queuedBytes what waits on both lanes
  public record PeerStatus(String member, boolean connected, long queuedBytes) {}

  private record Peer(Link ordered, Link bulk) {

    Link on(Lane lane) {
      return switch (lane) {
        case ORDERED -> ordered;
        case BULK -> bulk;
      };
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

  private final Station station;
  private final Sockets sockets;
  private final Register register = new Register();
  private final Inbound inbound;
  private final Map<String, Peer> peers = new ConcurrentHashMap<>();
  private final List<Channel> listening = new CopyOnWriteArrayList<>();
  private volatile Optional<InetSocketAddress> advertised = Optional.empty();

  /// @param tls empty for connections in the clear, where peers are believed to be whom they claim
  /// @throws IOException if the certificates or the key cannot be read or are of no use
  public Transport(
      PeerIdentity self, TransportSettings settings, Optional<TlsFiles> tls, FrameReceiver receiver)
      throws IOException {
    Optional<Credentials> credentials = Optional.empty();
    if (tls.isPresent()) {
      credentials = Optional.of(new Credentials(tls.get()));
    }
    this.station =
        new Station(
            self, settings, credentials, receiver, new TransportMetrics(), () -> advertised);
    this.sockets = Sockets.open(self.member(), settings.threads());
    this.inbound = new Inbound(station, sockets, register);
  }

  /// Takes calls from now on. The first address listened on is the one at which others are told to
  /// call back, unless [#advertise] says otherwise, as it must where the address is that of all
  /// interfaces.
  ///
  /// @param address with port 0 for any free one
  /// @return the address with its real port
  /// @throws IOException if the address is not to be had
  public synchronized InetSocketAddress listen(InetSocketAddress address) throws IOException {
    Channel channel = inbound.listen(address);
    listening.add(channel);
    var bound = (InetSocketAddress) channel.localAddress();
    advertised = advertised.or(() -> Optional.of(bound));
    LOG.atInfo()
        .addKeyValue("node", station.self().member())
        .addKeyValue("address", bound)
        .log("listens for peers");
    return bound;
  }

  /// Where others are told to call back.
  public synchronized void advertise(InetSocketAddress address) {
    Check.that(address.getHostString().length() < 256, "a host name has at most 255 letters");
    advertised = Optional.of(address);
  }

  /// Calls a member, and takes its calls; or calls it elsewhere from now on, if it is a peer
  /// already.
  ///
  /// @param address its name is looked up anew for each call, even if it is resolved
  public void addPeer(String member, InetSocketAddress address) {
    Check.that(NodeId.isName(member), "a member's name follows the rules for names of nodes");
    Check.that(!member.equals(station.self().member()), "nobody is their own peer");
    synchronized (peers) {
      register.add(member, address);
      Peer known = peers.get(member);
      if (known == null) {
        peers.put(
            member,
            new Peer(link(member, Lane.ORDERED, address), link(member, Lane.BULK, address)));
      } else {
        known.ordered().move(address);
        known.bulk().move(address);
      }
    }
  }

  private Link link(String member, Lane lane, InetSocketAddress address) {
    return new Link(station, sockets, member, lane, address);
  }

  /// Ends all traffic with a member. If it calls again, it is told that it has been removed; so a
  /// process that starts names those here that were removed before.
  public void removePeer(String member) {
    synchronized (peers) {
      register.remove(member).forEach(Channel::close);
      Peer known = peers.remove(member);
      if (known != null) {
        known.ordered().close();
        known.bulk().close();
      }
    }
  }

  /// Sends a frame, and never waits: a copy of the bytes is taken.
  ///
  /// @return whether the frame is on its way; `false` if it was dropped, because the peer is
  ///   unknown or not connected, because too much is waiting, or because the frame is too large
  public boolean send(String peer, Lane lane, byte[] buffer, int offset, int length) {
    Check.that(length > 0, "a frame is not empty");
    Peer known = peers.get(peer);
    if (known == null) {
      station.metrics().increment(DROPPED_NO_PEER);
      return false;
    }
    if (length > station.settings().limits().frameBytesMax()) {
      station.metrics().increment(DROPPED_OVERSIZED);
      LOG.atError()
          .addKeyValue("node", station.self().member())
          .addKeyValue("peer", peer)
          .addKeyValue("bytes", length)
          .log("dropped a frame that is too large");
      return false;
    }
    return known.on(lane).send(buffer, offset, length);
  }

  /// The thread that moves the frames of the ordered lane, and takes in all that is received.
  /// Whoever runs there hands frames over without waking another thread; what takes long must not
  /// run there.
  public EventLoop thread() {
    return sockets.loopOf(Lane.ORDERED);
  }

  public List<PeerStatus> peers() {
    return peers.entrySet().stream()
        .map(entry ->
            new PeerStatus(
                entry.getKey(),
                entry.getValue().ordered().isConnected() && entry.getValue().bulk().isConnected(),
                entry.getValue().ordered().queuedBytes() + entry.getValue().bulk().queuedBytes()))
        .toList();
  }

  public int inboundConnections() {
    return inbound.connections();
  }

  public TransportMetrics metrics() {
    return station.metrics();
  }

  /// Ends all connections. What still waits is lost. Not to be called by a [FrameReceiver], on
  /// whose thread it waits.
  @Override
  public void close() {
    listening.forEach(channel -> channel.close().awaitUninterruptibly());
    synchronized (peers) {
      peers
          .values()
          .forEach(peer -> {
            peer.ordered().close();
            peer.bulk().close();
          });
      peers.clear();
    }
    inbound.close();
    sockets.close();
  }
}
