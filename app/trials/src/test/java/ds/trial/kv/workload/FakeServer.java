package ds.trial.kv.workload;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.DeleteRangeRequest;
import ds.system.kv.api.etcdserverpb.DeleteRangeResponse;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.LeaseGrantRequest;
import ds.system.kv.api.etcdserverpb.LeaseGrantResponse;
import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveRequest;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveResponse;
import ds.system.kv.api.etcdserverpb.LeaseRevokeRequest;
import ds.system.kv.api.etcdserverpb.LeaseRevokeResponse;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.PutResponse;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.RangeResponse;
import ds.system.kv.api.etcdserverpb.TxnRequest;
import ds.system.kv.api.etcdserverpb.TxnResponse;
import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.api.etcdserverpb.WatchRequest;
import ds.system.kv.api.etcdserverpb.WatchResponse;
import ds.system.kv.api.mvccpb.Event;
import ds.system.kv.api.v3lockpb.LockGrpc;
import ds.system.kv.api.v3lockpb.LockRequest;
import ds.system.kv.api.v3lockpb.LockResponse;
import ds.system.kv.api.v3lockpb.UnlockRequest;
import ds.system.kv.api.v3lockpb.UnlockResponse;
import ds.trial.kv.client.Endpoints;
import ds.trial.kv.workload.FakeStore.Lie;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// A [FakeStore] behind etcd's API, on a free port of this machine.
final class FakeServer implements AutoCloseable {

  private static final long LIFE_SECONDS = 30;

  /// Until the other one comes for the first time, and until it is taken to be gone.
  private static final long PATIENCE_SECONDS = 60;

  private static final long GONE_SECONDS = 5;

  private final FakeStore store;
  private final Server server;
  private final AtomicLong leases = new AtomicLong(100);

  /// Where two who think that they hold the same lock wait for each other.
  private final CyclicBarrier bothHold = new CyclicBarrier(2);

  private volatile boolean haveMet;

  FakeServer(Lie lie) {
    store = new FakeStore(lie);
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .executor(Executors.newVirtualThreadPerTaskExecutor())
              .addService(new Keys())
              .addService(new Watches())
              .addService(new Leases())
              .addService(new Locks())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Endpoints endpoints() {
    return Endpoints.plain(List.of("127.0.0.1:" + server.getPort()));
  }

  FakeStore store() {
    return store;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static <A> void answer(StreamObserver<A> to, A answer) {
    to.onNext(answer);
    to.onCompleted();
  }

  private final class Keys extends KVGrpc.KVImplBase {

    @Override
    public void range(RangeRequest request, StreamObserver<RangeResponse> to) {
      answer(to, store.range(request));
    }

    @Override
    public void put(PutRequest request, StreamObserver<PutResponse> to) {
      PutResponse done = store.put(request);
      if (request.getLease() != 0 && store.lie() == Lie.EXPIRE_EARLY) {
        store.delete(DeleteRangeRequest.newBuilder().setKey(request.getKey()).build());
      }
      answer(to, done);
    }

    @Override
    public void deleteRange(DeleteRangeRequest request, StreamObserver<DeleteRangeResponse> to) {
      answer(to, store.delete(request));
    }

    @Override
    public void txn(TxnRequest request, StreamObserver<TxnResponse> to) {
      if (store.lie() == Lie.LOCK_TWICE) {
        meet();
      }
      answer(to, store.transact(request));
    }

    private void meet() {
      try {
        bothHold.await(haveMet ? GONE_SECONDS : PATIENCE_SECONDS, TimeUnit.SECONDS);
        haveMet = true;
      } catch (BrokenBarrierException | TimeoutException e) {
        return; // the other one has written more often, and is gone
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Tells what is there when it is asked for, and whatever came since at each request for
  /// progress.
  private final class Watches extends WatchGrpc.WatchImplBase {

    @Override
    public StreamObserver<WatchRequest> watch(StreamObserver<WatchResponse> to) {
      return new StreamObserver<>() {

        private int next = 1;

        @Override
        public void onNext(WatchRequest request) {
          if (request.hasCreateRequest()) {
            next = (int) request.getCreateRequest().getStartRevision();
            to.onNext(response().setCreated(true).build());
          } else {
            next = tellFrom(next, to);
          }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          to.onCompleted();
        }
      };
    }

    private WatchResponse.Builder response() {
      return WatchResponse.newBuilder().setHeader(store.header());
    }

    private int tellFrom(int next, StreamObserver<WatchResponse> to) {
      List<List<Event>> history = store.history();
      long told = store.lie() == Lie.PROGRESS_AHEAD ? history.size() : next - 1;
      to.onNext(
          WatchResponse.newBuilder()
              .setHeader(store.header().toBuilder().setRevision(told))
              .build());
      List<Event> events = new ArrayList<>();
      for (int revision = next; revision <= history.size(); revision++) {
        boolean isHonest = revision % FakeStore.HONEST != 0;
        List<Event> made = history.get(revision - 1);
        if (isHonest || store.lie() != Lie.DROP_AN_EVENT) {
          events.addAll(made);
        }
        if (!isHonest && store.lie() == Lie.DOUBLE_AN_EVENT) {
          events.addAll(made);
        }
        if (!isHonest && store.lie() == Lie.SWAP_EVENTS) {
          events.addFirst(events.removeLast());
        }
      }
      if (!events.isEmpty()) {
        to.onNext(response().addAllEvents(events).build());
      }
      to.onNext(response().build());
      return history.size() + 1;
    }
  }

  private final class Leases extends LeaseGrpc.LeaseImplBase {

    @Override
    public void leaseGrant(LeaseGrantRequest request, StreamObserver<LeaseGrantResponse> to) {
      answer(
          to,
          LeaseGrantResponse.newBuilder()
              .setHeader(store.header())
              .setID(leases.incrementAndGet())
              .setTTL(LIFE_SECONDS)
              .build());
    }

    @Override
    public void leaseRevoke(LeaseRevokeRequest request, StreamObserver<LeaseRevokeResponse> to) {
      answer(to, LeaseRevokeResponse.newBuilder().setHeader(store.header()).build());
    }

    @Override
    public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(
        StreamObserver<LeaseKeepAliveResponse> to) {
      return new StreamObserver<>() {
        @Override
        public void onNext(LeaseKeepAliveRequest request) {
          var alive = LeaseKeepAliveResponse.newBuilder().setHeader(store.header());
          to.onNext(alive.setID(request.getID()).setTTL(LIFE_SECONDS).build());
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          to.onCompleted();
        }
      };
    }
  }

  /// A lock that is always free.
  private final class Locks extends LockGrpc.LockImplBase {

    @Override
    public void lock(LockRequest request, StreamObserver<LockResponse> to) {
      ByteString key = request.getName().concat(ByteString.copyFromUtf8("/" + request.getLease()));
      store.put(PutRequest.newBuilder().setKey(key).setLease(request.getLease()).build());
      answer(to, LockResponse.newBuilder().setHeader(store.header()).setKey(key).build());
    }

    @Override
    public void unlock(UnlockRequest request, StreamObserver<UnlockResponse> to) {
      store.delete(DeleteRangeRequest.newBuilder().setKey(request.getKey()).build());
      answer(to, UnlockResponse.newBuilder().setHeader(store.header()).build());
    }
  }
}
