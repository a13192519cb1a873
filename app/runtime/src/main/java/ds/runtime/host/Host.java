package ds.runtime.host;

import ds.core.Check;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.runtime.codec.ByteReader;
import ds.runtime.codec.ByteWriter;
import ds.runtime.codec.MalformedException;
import ds.runtime.journal.Journal;
import ds.runtime.transport.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs nodes: real time, real disks, real sockets, and the same nodes as everywhere.
///
/// A process has one host, which may have many nodes. They share a few event loops, one journal and
/// one transport. A node of another process is reached through the transport peer that bears its
/// name.
public final class Host implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Host.class);

  private final HostSettings settings;
  private final Journal journal;
  private final HostObserver observer;
  private final HostMetrics metrics = new HostMetrics();
  private final List<ScheduledExecutorService> threads;
  private final List<ScheduledExecutorService> own = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();
  private final Map<NodeId, Address<?>> addresses = new ConcurrentHashMap<>();
  private final AtomicInteger placed = new AtomicInteger();
  private volatile Optional<Transport> transport = Optional.empty();

  /// A host with threads of its own.
  public Host(HostSettings settings, Journal journal, HostObserver observer) {
    this(settings, journal, observer, ownThreads(settings.loops()));
    own.addAll(threads);
  }

  /// A host on others' threads, such as that of a [Transport].
  ///
  /// @param threads of which each does one thing at a time; they end after this host
  public Host(
      HostSettings settings,
      Journal journal,
      HostObserver observer,
      List<ScheduledExecutorService> threads) {
    this.settings = settings;
    this.journal = journal;
    this.observer = observer;
    this.threads = List.copyOf(threads);
    threads.forEach(thread -> loops.add(new Loop(thread)));
  }

  private static List<ScheduledExecutorService> ownThreads(int count) {
    List<ScheduledExecutorService> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ThreadFactory factory = Thread.ofPlatform().name("nodes-" + i).factory();
      threads.add(Executors.newSingleThreadScheduledExecutor(factory));
    }
    return threads;
  }

  /// Lets nodes talk to those of other processes from now on.
  public void attach(Transport network) {
    transport = Optional.of(network);
  }

  public HostMetrics metrics() {
    return metrics;
  }

  /// Starts a node with what the journal holds of it.
  ///
  /// @throws IOException if the journal has no room for another node
  public <M> Hosted<M> start(NodeId id, Node<M> node, NodeKind<M> kind) throws IOException {
    Loop loop = loops.get(Math.floorMod(placed.getAndIncrement(), loops.size()));
    var disk = new NodeDisk(journal.stream(id.name()), kind.records());
    var resident = new Resident<>(id, node, disk, new Around<>(id, kind), loop);
    var hosted = new Hosted<>(resident, kind, loop, settings, metrics);
    Check.that(addresses.putIfAbsent(id, hosted) == null, id + " lives here already");
    loop.post(resident::start);
    return hosted;
  }

  /// Opens a port: whatever nodes of this process send to `name` is given to it.
  public <M> void open(NodeId name, Port<M> port) {
    Check.that(addresses.putIfAbsent(name, new Opened<>(port)) == null, name + " is taken");
  }

  /// Takes a frame that a peer has sent: what a [ds.runtime.transport.FrameReceiver] of this host's
  /// transport is to do.
  public void received(String peer, byte[] buffer, int offset, int length) {
    try {
      ByteReader in = new ByteReader(buffer, offset, length);
      String to = in.readString();
      Address<?> address = NodeId.isName(to) ? addresses.get(new NodeId(to)) : null;
      if (address == null) {
        metrics.dropped.increment();
      } else {
        address.take(new NodeId(peer), in);
      }
    } catch (MalformedException e) {
      metrics.malformed.increment();
      LOG.warn("{} has sent what is no message: {}", peer, e.getMessage());
    }
  }

  /// Stops all nodes where they are, as a crash would; what they have written stays.
  @Override
  public void close() {
    loops.forEach(Loop::close);
    own.forEach(ScheduledExecutorService::shutdownNow);
  }

  /// Who can be sent to within this process.
  sealed interface Address<M> permits Hosted, Opened {

    /// A message of a node here.
    void take(NodeId from, M message);

    /// A message of a peer.
    void take(NodeId from, ByteReader in) throws MalformedException;
  }

  record Opened<M>(Port<M> port) implements Address<M> {

    @Override
    public void take(NodeId from, M message) {
      port.receive(from, message);
    }

    @Override
    public void take(NodeId from, ByteReader in) throws MalformedException {
      throw new MalformedException("a port of this process is no peer's affair");
    }
  }

  /// What surrounds a node here.
  private final class Around<M> implements Resident.Surroundings<M> {

    private final NodeId self;
    private final NodeKind<M> kind;
    private final ByteWriter bytes = new ByteWriter();

    Around(NodeId self, NodeKind<M> kind) {
      this.self = self;
      this.kind = kind;
    }

    @Override
    public void send(NodeId to, M message) {
      Address<?> local = addresses.get(to);
      if (local != null) {
        @SuppressWarnings("unchecked") // who talks to each other here, speaks one family
        Address<M> known = (Address<M>) local;
        known.take(self, message);
      } else {
        transport.ifPresentOrElse(
            network -> send(network, to, message), metrics.dropped::increment);
      }
    }

    private void send(Transport network, NodeId to, M message) {
      bytes.reset();
      bytes.writeString(to.name());
      kind.messages().encode(message, bytes);
      network.send(to.name(), kind.lane().apply(message), bytes.array(), 0, bytes.length());
    }

    @Override
    public void reported(Fact fact) {
      observer.reported(self, fact);
    }

    @Override
    public void stepped() {
      metrics.steps.increment();
    }

    @Override
    public void nodeFailed(Event<M> event, Throwable cause) {
      LOG.atError()
          .addKeyValue("node", self)
          .addKeyValue("event", kind(event))
          .setCause(cause)
          .log("has failed, and is stopped");
      observer.nodeFailed(self, event, cause);
    }

    @Override
    public void unreadable(IOException reason) {
      observer.unreadable(self, reason);
    }

    /// Not the event itself: what clients have sent is nobody's business.
    private static String kind(Event<?> event) {
      return event instanceof Event.Received<?>(var from, var message)
          ? message.getClass().getSimpleName() + " from " + from
          : event.getClass().getSimpleName();
    }
  }
}
