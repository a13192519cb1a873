package ds.runtime.host;

import ds.core.Event.Received;
import ds.core.NodeId;
import ds.runtime.codec.ByteReader;
import ds.runtime.codec.MalformedException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// A node that a [Host] runs, for the rest of its process.
public final class Hosted<M> implements Host.Address<M> {

  private final Resident<M> resident;
  private final NodeKind<M> kind;
  private final Loop loop;
  private final HostSettings settings;
  private final HostMetrics metrics;
  private final AtomicLong waitingBytes = new AtomicLong();

  Hosted(
      Resident<M> resident,
      NodeKind<M> kind,
      Loop loop,
      HostSettings settings,
      HostMetrics metrics) {
    this.resident = resident;
    this.kind = kind;
    this.loop = loop;
    this.settings = settings;
    this.metrics = metrics;
  }

  /// Hands the node a message, as if a node of the name `from` had sent it.
  @Override
  public void take(NodeId from, M message) {
    loop.post(() -> resident.take(new Received<>(from, message)));
  }

  /// Decodes on the transport's thread, so that the node's loop has less to do. What finds the node
  /// or its disk far behind is lost.
  @Override
  public void take(NodeId from, ByteReader in) throws MalformedException {
    int size = in.remaining();
    if (waitingBytes.get() > settings.waitingBytesMax() || resident.isBehind()) {
      metrics.dropped.increment();
      return;
    }
    M message = kind.messages().decode(in);
    waitingBytes.addAndGet(size);
    loop.post(() -> {
      waitingBytes.addAndGet(-size);
      resident.take(new Received<>(from, message));
    });
  }

  /// A way in for what many threads ask of the node.
  ///
  /// @param port where the node answers
  /// @param gather makes one message of requests that have come together
  public <R> Funnel<R> funnel(NodeId port, Function<List<R>, ? extends M> gather) {
    return new Funnel<>(
        settings.callsMax(),
        resident::isBehind,
        loop,
        requests -> resident.take(new Received<>(port, gather.apply(requests))));
  }
}
