package ds.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.transport.TransportMetrics.Counter;
import ds.runtime.transport.TransportSettings.Limits;
import ds.runtime.transport.TransportSettings.Timing;
import ds.runtime.transport.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A member of a cluster on the loopback interface that keeps what it hears.
final class Member implements FrameReceiver, AutoCloseable {

  record Heard(String from, Lane lane, String text) {}

  /// Comes back at once, and waits long: the machine may have other things to do.
  static final TransportSettings QUICK = settings(Duration.ofSeconds(20));

  /// Waits for nobody, to be tested with those who say nothing.
  static final TransportSettings IMPATIENT = settings(Duration.ofMillis(600));

  /// Waits long, but for who does not say who it is.
  static final TransportSettings HURRIED =
      settings(Duration.ofMillis(300), Duration.ofMillis(100), Duration.ofSeconds(20));

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Transport transport;
  final InetSocketAddress address;
  final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  final BlockingQueue<String> removedBy = new LinkedBlockingQueue<>();
  final BlockingQueue<String> knocks = new LinkedBlockingQueue<>();
  final Set<String> leaving = ConcurrentHashMap.newKeySet();
  final Set<String> started = ConcurrentHashMap.newKeySet();
  private final String name;

  Member(String name) throws IOException {
    this(name, QUICK);
  }

  Member(String name, TransportSettings settings) throws IOException {
    this(new PeerIdentity("blue", name), loopback(0), settings, Optional.empty());
  }

  Member(
      PeerIdentity identity,
      InetSocketAddress address,
      TransportSettings settings,
      Optional<TlsFiles> tls)
      throws IOException {
    this.name = identity.member();
    this.transport = new Transport(identity, settings, tls, this);
    this.address = transport.listen(address);
  }

  private static TransportSettings settings(Duration silenceMax) {
    return settings(silenceMax.dividedBy(2), Duration.ofMillis(100), silenceMax);
  }

  private static TransportSettings settings(
      Duration greetingMax, Duration keepAlive, Duration silenceMax) {
    return new TransportSettings(
        2,
        new Limits(1 << 20, 4 << 20, 4 << 20, 16),
        new Timing(
            Duration.ofSeconds(20),
            greetingMax,
            keepAlive,
            silenceMax,
            Duration.ofMillis(5),
            Duration.ofMillis(50)));
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /// Makes both of them peers, and waits until they are connected.
  static void join(Member a, Member b) {
    a.transport.addPeer(b.name, b.address);
    b.transport.addPeer(a.name, a.address);
    a.awaitConnected(b.name);
    b.awaitConnected(a.name);
  }

  boolean isConnected(String peer) {
    return transport.peers().stream().anyMatch(p -> p.member().equals(peer) && p.connected());
  }

  void awaitConnected(String peer) {
    await(name + " is connected to " + peer, () -> isConnected(peer));
  }

  void awaitCount(Counter counter, long least) {
    await(counter + " is at least " + least, () -> transport.metrics().count(counter) >= least);
  }

  boolean send(String to, Lane lane, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return transport.send(to, lane, bytes, 0, bytes.length);
  }

  long count(Counter counter) {
    return transport.metrics().count(counter);
  }

  Heard next() throws InterruptedException {
    return soon(heard);
  }

  static <T> T soon(BlockingQueue<T> queue) throws InterruptedException {
    T found = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(found).as("something within " + PATIENCE).isNotNull();
    return found;
  }

  /// Looks again and again: there is nobody who could call back.
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void received(String from, Lane lane, byte[] buffer, int offset, int length) {
    heard.add(new Heard(from, lane, new String(buffer, offset, length, StandardCharsets.UTF_8)));
  }

  @Override
  public void knocked(String member, InetSocketAddress at) {
    knocks.add(member + " at " + at.getHostString() + ":" + at.getPort());
  }

  @Override
  public boolean vouchesFor(String peer) {
    return !leaving.contains(peer);
  }

  @Override
  public boolean hasStarted(String peer) {
    return started.contains(peer);
  }

  @Override
  public void removed(String by) {
    removedBy.add(by);
  }

  @Override
  public void close() {
    transport.close();
  }
}
