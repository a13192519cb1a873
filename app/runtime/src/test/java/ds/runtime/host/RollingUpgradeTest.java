package ds.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.runtime.codec.Codec;
import ds.runtime.codec.Family;
import ds.runtime.file.FaultyStorage;
import ds.runtime.file.Pace;
import ds.runtime.journal.Journal;
import ds.runtime.journal.JournalSettings;
import ds.runtime.journal.log.LogSettings;
import ds.runtime.transport.FrameReceiver;
import ds.runtime.transport.Lane;
import ds.runtime.transport.PeerIdentity;
import ds.runtime.transport.Transport;
import ds.runtime.transport.Transport.PeerStatus;
import ds.runtime.transport.TransportMetrics.Counter;
import ds.runtime.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two servers talk to each other and write to their disks, while first one of them is stopped and
/// started in a new version, and then the other.
@Timeout(300)
@SuppressWarnings("SameNameButDifferent") // which is what two versions of a family have
final class RollingUpgradeTest {

  private static final NodeId USER = new NodeId("user");
  private static final long LANES = Lane.values().length;
  private static final long PATIENCE_SECONDS = 60;

  /// What runs at first.
  interface Old {

    sealed interface Message {}

    record Keep(String item) implements Message {}

    record Kept(String item) implements Message {}

    record Line(String item) implements Durable {}
  }

  /// What replaces it: it weighs what it keeps.
  interface New {

    sealed interface Message {}

    record Keep(String item, long weight) implements Message {}

    record Kept(String item, long total, Optional<String> praise) implements Message {}

    record Line(String item, long weight) implements Durable {}
  }

  private final Map<String, InetSocketAddress> addresses = new ConcurrentHashMap<>();
  private final Map<String, FaultyStorage> disks =
      Map.of("a", new FaultyStorage(), "b", new FaultyStorage());
  private final Map<String, Server<?>> running = new ConcurrentHashMap<>();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void stopAll() throws IOException {
    for (String name : List.copyOf(running.keySet())) {
      stop(name);
    }
  }

  @Test
  @DisplayName("servers of two versions understand each other, and a new one the old one's disk")
  void upgrade() throws Exception {
    startOld("a", "b");
    startOld("b", "a");
    connect();
    ask("a", new Old.Keep("apple"));
    assertThat(next()).isEqualTo("a: b has kept apple");

    stop("b");
    startNew("b", "a");
    assertThat(next()).isEqualTo("b remembers Line[item=apple, weight=0]");
    connect();
    ask("a", new Old.Keep("pear"));
    assertThat(next()).isEqualTo("a: b has kept pear");
    ask("b", new New.Keep("quince", 3));
    assertThat(next()).isEqualTo("b: Kept[item=quince, total=0, praise=Optional.empty]");

    stop("a");
    startNew("a", "b");
    assertThat(next()).isEqualTo("a remembers Line[item=quince, weight=0]");
    connect();
    ask("a", new New.Keep("plum", 5));
    assertThat(next()).isEqualTo("a: Kept[item=plum, total=5, praise=Optional[good]]");

    stop("b");
    startNew("b", "a");
    assertThat(next()).isEqualTo("b remembers Line[item=apple, weight=0]");
    assertThat(next()).isEqualTo("b remembers Line[item=pear, weight=0]");
    assertThat(next()).isEqualTo("b remembers Line[item=plum, weight=5]");
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private void startOld(String name, String other) throws IOException {
    var kind =
        new NodeKind<Old.Message>(
            Codec.of(Old.Message.class),
            Codec.of(Durable.class, Family.of(Durable.class, Old.Line.class)),
            _ -> Lane.ORDERED);
    running.put(name, new Server<>(name, new OldNode(new NodeId(other)), kind));
  }

  private void startNew(String name, String other) throws IOException {
    var kind =
        new NodeKind<New.Message>(
            Codec.of(New.Message.class),
            Codec.of(Durable.class, Family.of(Durable.class, New.Line.class)),
            _ -> Lane.ORDERED);
    running.put(name, new Server<>(name, new NewNode(new NodeId(other)), kind));
  }

  /// Those who run must have noticed on both lanes: what is sent before that is lost.
  private void stop(String name) throws IOException {
    Server<?> server = running.remove(name);
    if (server != null) {
      long connected = peers().filter(it -> it.member().equals(name) && it.connected()).count();
      long lost = lost() + LANES * connected;
      server.close();
      await(() -> lost() >= lost);
    }
  }

  /// Connections that those who run have lost.
  private long lost() {
    return running.values().stream()
        .mapToLong(it -> it.transport.metrics().count(Counter.DISCONNECTED))
        .sum();
  }

  /// As those see them who run.
  private Stream<PeerStatus> peers() {
    return running.values().stream().flatMap(it -> it.transport.peers().stream());
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /// Tells both where the other is, and waits until they are connected.
  private void connect() {
    running.forEach((name, server) ->
        addresses.forEach((other, address) -> {
          if (!other.equals(name)) {
            server.transport.addPeer(other, address);
          }
        }));
    await(() -> peers().allMatch(PeerStatus::connected));
  }

  @SuppressWarnings("unchecked") // the test knows who speaks which version
  private <M> void ask(String name, M message) {
    ((Server<M>) Optional.ofNullable(running.get(name)).orElseThrow()).node.take(USER, message);
  }

  private final class OldNode implements Node<Old.Message> {

    private final NodeId other;

    OldNode(NodeId other) {
      this.other = other;
    }

    @Override
    public void on(Event<Old.Message> event, Context<Old.Message> context) {
      switch (event) {
        case Started(var recovered) -> remember(context, recovered);
        case Received(var from, Old.Keep m) when from.equals(USER) -> context.send(other, m);
        case Received(var from, Old.Keep(var item)) -> {
          context.persist(new Old.Line(item));
          context.send(from, new Old.Kept(item));
        }
        case Received(var from, Old.Kept(var item)) ->
            heard.add(context.self() + ": " + from + " has kept " + item);
        case TimerFired(_) -> throw new IllegalStateException("there is no timer");
      }
    }
  }

  private final class NewNode implements Node<New.Message> {

    private final NodeId other;
    private long total;

    NewNode(NodeId other) {
      this.other = other;
    }

    @Override
    public void on(Event<New.Message> event, Context<New.Message> context) {
      switch (event) {
        case Started(var recovered) -> remember(context, recovered);
        case Received(var from, New.Keep m) when from.equals(USER) -> context.send(other, m);
        case Received(var from, New.Keep(var item, var weight)) -> {
          total += weight;
          context.persist(new New.Line(item, weight));
          context.send(from, new New.Kept(item, total, Optional.of("good")));
        }
        case Received(_, New.Kept m) -> heard.add(context.self() + ": " + m);
        case TimerFired(_) -> throw new IllegalStateException("there is no timer");
      }
    }
  }

  private void remember(Context<?> context, Iterable<? extends Durable> recovered) {
    recovered.forEach(line -> heard.add(context.self() + " remembers " + line));
  }

  /// A process, but for its memory.
  private final class Server<M> implements AutoCloseable, FrameReceiver {

    private static final Pace FAST = new Pace(1 << 16, 1L << 40);
    private static final JournalSettings SMALL =
        new JournalSettings(new LogSettings(1 << 16, 2, FAST), 1 << 14, 1 << 16, 1 << 15, FAST);

    private final Journal journal;
    private final Transport transport;
    private final Host host;
    private final Hosted<M> node;

    Server(String name, Node<M> behaviour, NodeKind<M> kind) throws IOException {
      var disk = Optional.ofNullable(disks.get(name)).orElseThrow();
      journal = Journal.open(Path.of(name), SMALL, disk, reason -> heard.add("disk " + reason));
      transport =
          new Transport(
              new PeerIdentity("blue", name), TransportSettings.DEFAULT, Optional.empty(), this);
      host =
          new Host(
              HostSettings.DEFAULT,
              journal,
              (id, _, cause) -> heard.add(id + " has failed: " + cause));
      host.attach(transport);
      node = host.start(new NodeId(name), behaviour, kind);
      addresses.put(
          name, transport.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    @Override
    public void received(String from, Lane lane, byte[] buffer, int offset, int length) {
      host.received(from, buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
      transport.close();
      host.close();
      journal.close();
    }
  }
}
