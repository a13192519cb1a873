package ds.system.kv.front.server;

import ds.system.kv.api.etcdserverpb.AuthGrpc;
import ds.system.kv.api.etcdserverpb.ClusterGrpc;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.api.v3electionpb.ElectionGrpc;
import ds.system.kv.api.v3lockpb.LockGrpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerStreamTracer;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// How many calls have begun, and how they ended, by their method, and how much was said: what a
/// dashboard of etcd shows first.
///
/// Only calls of methods that there are count, so that nobody makes numbers by inventing names.
/// Calls of the JSON gateway are not among them.
public final class CallCounts extends ServerStreamTracer.Factory {

  private static final ServerStreamTracer UNCOUNTED = new ServerStreamTracer() {};

  private static final List<ServiceDescriptor> SERVICES =
      List.of(
          KVGrpc.getServiceDescriptor(),
          WatchGrpc.getServiceDescriptor(),
          LeaseGrpc.getServiceDescriptor(),
          ClusterGrpc.getServiceDescriptor(),
          MaintenanceGrpc.getServiceDescriptor(),
          AuthGrpc.getServiceDescriptor(),
          LockGrpc.getServiceDescriptor(),
          ElectionGrpc.getServiceDescriptor());

  /// The calls of one method.
  public static final class Count {

    private final MethodDescriptor<?, ?> method;
    private final LongAdder started = new LongAdder();
    private final List<LongAdder> handled;

    private Count(MethodDescriptor<?, ?> method) {
      this.method = method;
      this.handled = Stream.of(Status.Code.values()).map(_ -> new LongAdder()).toList();
    }

    public MethodDescriptor<?, ?> method() {
      return method;
    }

    public long started() {
      return started.sum();
    }

    /// How many ended so.
    public long handled(Status.Code code) {
      return handled.get(code.value()).sum();
    }
  }

  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();

  /// By the method's full name. Never changed.
  private final Map<String, Count> counts = new LinkedHashMap<>();

  public CallCounts() {
    for (ServiceDescriptor service : SERVICES) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        counts.put(method.getFullMethodName(), new Count(method));
      }
    }
  }

  /// How many bytes the messages of clients had.
  public long receivedBytes() {
    return received.sum();
  }

  /// How many bytes the messages to them had.
  public long sentBytes() {
    return sent.sum();
  }

  public List<Count> all() {
    return List.copyOf(counts.values());
  }

  /// The calls of one method, if there is such a method.
  public Optional<Count> of(MethodDescriptor<?, ?> method) {
    return Optional.ofNullable(counts.get(method.getFullMethodName()));
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
    Count count = counts.get(method);
    if (count == null) {
      return UNCOUNTED;
    }
    count.started.increment();
    return new Counting(count);
  }

  private final class Counting extends ServerStreamTracer {

    private final Count count;

    private Counting(Count count) {
      this.count = count;
    }

    @Override
    public void inboundUncompressedSize(long bytes) {
      received.add(bytes);
    }

    @Override
    public void outboundUncompressedSize(long bytes) {
      sent.add(bytes);
    }

    @Override
    public void streamClosed(Status status) {
      count.handled.get(status.getCode().value()).increment();
    }
  }
}
