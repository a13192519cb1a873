package ds.trial.kv.client;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;

/// A connection to one member.
final class Line {

  private static final int MESSAGE_BYTES_MAX = 64 << 20;

  private final ManagedChannel channel;
  private final AtomicLong losses = new AtomicLong();
  private final AtomicBoolean isWatched = new AtomicBoolean();

  Line(String address, Optional<Endpoints.Trust> trust) {
    var builder =
        NettyChannelBuilder.forTarget("dns:///" + address)
            .disableRetry()
            .directExecutor()
            .maxInboundMessageSize(MESSAGE_BYTES_MAX);
    if (trust.isEmpty()) {
      builder.usePlaintext();
    } else {
      builder.sslContext(context(trust.get()));
    }
    channel = builder.build();
  }

  private static SslContext context(Endpoints.Trust trust) {
    try {
      return GrpcSslContexts.forClient()
          .trustManager(trust.ca().toFile())
          .keyManager(trust.certificate().toFile(), trust.key().toFile())
          .build();
    } catch (SSLException e) {
      throw new UncheckedIOException(e);
    }
  }

  ManagedChannel channel() {
    return channel;
  }

  /// How often the connection was lost. Whoever reads the same number before and after two calls
  /// has spoken with one and the same process in both.
  long losses() {
    return losses.get();
  }

  /// Waits until the connection stands, or one attempt to make it has failed.
  ///
  /// @return whether it stands
  boolean stands(long nanos) throws InterruptedException {
    long until = System.nanoTime() + nanos;
    boolean isTried = false;
    ConnectivityState state = channel.getState(true);
    while (state != ConnectivityState.READY) {
      boolean hasFailed = state == ConnectivityState.TRANSIENT_FAILURE;
      if (state == ConnectivityState.SHUTDOWN || (hasFailed && isTried)) {
        return false;
      }
      if (hasFailed) {
        channel.resetConnectBackoff(); // it would wait for longer and longer
      }
      isTried = hasFailed || state == ConnectivityState.CONNECTING;
      var changed = new CountDownLatch(1);
      channel.notifyWhenStateChanged(state, changed::countDown);
      if (!changed.await(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      state = channel.getState(true);
    }
    if (isWatched.compareAndSet(false, true)) {
      channel.notifyWhenStateChanged(ConnectivityState.READY, this::lost);
    }
    return true;
  }

  private void lost() {
    losses.incrementAndGet();
    isWatched.set(false);
  }

  void close() {
    channel.shutdownNow();
  }
}
