package ds.system.kv.front;

import ds.system.kv.front.server.CallCounts;
import ds.system.kv.front.server.Endpoint;
import ds.system.kv.front.server.Front;
import ds.system.kv.front.server.NetworkThreads;
import ds.system.kv.store.StateView;
import io.etcd.jetcd.Client;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/// A front on a free port of this machine, over a [FakeMember], and clients of it.
public final class Served implements AutoCloseable {

  private final FakeMember member = new FakeMember();
  private final CallCounts calls = new CallCounts();
  private final Front front;
  private final ManagedChannel channel;
  private final Client client;

  public Served() {
    this(Endpoint.Limits.DEFAULT);
  }

  public Served(Endpoint.Limits limits) {
    this(limits, TimeUnit.MINUTES.toNanos(10));
  }

  /// @param progressNanos how often a watch that wants it is told how far it has seen
  public Served(Endpoint.Limits limits, long progressNanos) {
    var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      front =
          Front.open(
              member,
              List.of(new Endpoint(free, Optional.empty(), limits)),
              new Front.Settings(Served::pieces, () -> "meters 1\n", calls, 2, progressNanos),
              NetworkThreads.open());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = NettyChannelBuilder.forAddress(address()).usePlaintext().build();
    client = Client.builder().endpoints("http://127.0.0.1:" + address().getPort()).build();
  }

  private static Iterator<byte[]> pieces(StateView state) {
    return StreamSupport.stream(state.spliterator(), false)
        .map(piece -> (piece + "\n").getBytes(StandardCharsets.UTF_8))
        .iterator();
  }

  public FakeMember member() {
    return member;
  }

  public InetSocketAddress address() {
    return front.addresses().getFirst();
  }

  public CallCounts calls() {
    return calls;
  }

  /// For calls with our own messages.
  public ManagedChannel channel() {
    return channel;
  }

  /// A client written by others.
  public Client client() {
    return client;
  }

  /// The server stops, while its clients go on.
  public void stop() {
    front.close();
  }

  @Override
  public void close() {
    client.close();
    channel.shutdownNow();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    front.close();
    member.close();
  }
}
