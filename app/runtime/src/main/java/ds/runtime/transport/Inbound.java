package ds.runtime.transport;

import static ds.runtime.transport.TransportMetrics.Counter.ADMITTED;
import static ds.runtime.transport.TransportMetrics.Counter.BYTES_RECEIVED;
import static ds.runtime.transport.TransportMetrics.Counter.FRAMES_RECEIVED;
import static ds.runtime.transport.TransportMetrics.Counter.MALFORMED;
import static ds.runtime.transport.TransportMetrics.Counter.SILENT;
import static ds.runtime.transport.TransportMetrics.Counter.TLS_FAILED;
import static ds.runtime.transport.TransportMetrics.Counter.TURNED_AWAY;
import static ds.runtime.transport.TransportMetrics.Counter.TURNED_AWAY_FULL;

import ds.runtime.transport.wire.Frame;
import ds.runtime.transport.wire.FrameDecoder;
import ds.runtime.transport.wire.Greeting;
import ds.runtime.transport.wire.Greeting.Answer;
import ds.runtime.transport.wire.Greeting.Hello;
import ds.runtime.transport.wire.SignsOfLife;
import ds.runtime.transport.wire.Verdict;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door: takes calls, asks who is there, and hands on what peers send.
@SuppressWarnings("FutureReturnValueIgnored") // a failure ends the connection, which is heard of
final class Inbound {

  private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

  /// One turn of a loop reads this often at most from one connection, so that a stream of bulk
  /// holds up the other connections of its loop for some 100 µs and no longer.
  private static final int READS_PER_TURN = 4;

  private static final long WARNINGS_APART_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Station station;
  private final Sockets sockets;
  private final Register register;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final AtomicLong nextWarningNanos = new AtomicLong(System.nanoTime());

  Inbound(Station station, Sockets sockets, Register register) {
    this.station = station;
    this.sockets = sockets;
    this.register = register;
  }

  int connections() {
    return connections.size();
  }

  Channel listen(InetSocketAddress address) throws IOException {
    RecvByteBufAllocator reads =
        new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(READS_PER_TURN);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(sockets.loopOf(Lane.ORDERED))
            .channel(sockets.serverChannel())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    take(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen on " + address + ": " + bound.cause().getMessage());
    }
    return bound.channel();
  }

  void close() {
    connections.close().awaitUninterruptibly();
  }

  private void take(SocketChannel channel) {
    if (!isLetIn(channel)) {
      station.metrics().increment(TURNED_AWAY_FULL);
      warn(channel, "there are too many connections");
      channel.close();
      return;
    }
    var timing = station.settings().timing();
    var pipeline = channel.pipeline();
    var visit = new Visit(channel);
    pipeline.addLast(
        new SignsOfLife(
            timing.keepAlive(), timing.silenceMax(), () -> visit.welcome, visit::onSilence));
    station.credentials().map(tls -> tls.called(channel.alloc())).ifPresent(pipeline::addLast);
    pipeline.addLast(visit.decoder, visit);
  }

  /// Counts and lets in at once, as several loops take connections.
  private boolean isLetIn(Channel channel) {
    synchronized (connections) {
      return connections.size() < station.settings().limits().inboundMax()
          && connections.add(channel);
    }
  }

  /// Strangers must not fill the log: what happens more often is found in the metrics.
  private void warn(Channel channel, String why) {
    long now = System.nanoTime();
    long next = nextWarningNanos.get();
    if (now - next >= 0 && nextWarningNanos.compareAndSet(next, now + WARNINGS_APART_NANOS)) {
      LOG.atWarn()
          .addKeyValue("node", station.self().member())
          .addKeyValue("from", channel.remoteAddress())
          .addKeyValue("why", why)
          .log("closes a connection of a peer, or of a stranger");
    }
  }

  /// One connection, from the greeting to its end.
  private final class Visit extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private final FrameDecoder decoder = new FrameDecoder(this::frame, Greeting.BYTES_MAX);
    private final LongAdder framesReceived = station.metrics().adder(FRAMES_RECEIVED);
    private final LongAdder bytesReceived = station.metrics().adder(BYTES_RECEIVED);
    private Optional<Hello> greeted = Optional.empty();
    private boolean welcome;
    private String from = "";
    private Lane lane = Lane.ORDERED;

    Visit(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      long greetingNanos = station.settings().timing().greetingMax().toNanos();
      channel.eventLoop().schedule(this::hurry, greetingNanos, TimeUnit.NANOSECONDS);
    }

    private void hurry() {
      if (!welcome) {
        close(MALFORMED, "it did not say who it is in time");
      }
    }

    private void frame(byte[] buffer, int offset, int length) {
      if (welcome) {
        framesReceived.increment();
        bytesReceived.add(Frame.HEADER_BYTES + length);
        station.receiver().received(from, lane, buffer, offset, length);
      } else if (greeted.isPresent()) {
        close(MALFORMED, "it talks before it is let in");
      } else {
        greeted = Hello.decode(buffer, offset, length);
        greeted.ifPresentOrElse(this::onHello, () -> close(MALFORMED, "it does not say who it is"));
      }
    }

    private void onHello(Hello hello) {
      Verdict verdict = verdictOn(hello);
      if (verdict != Verdict.WELCOME) {
        turnAway(hello, verdict);
        return;
      }
      if (!hello.host().isEmpty() && !register.knows(hello.from())) {
        var address = InetSocketAddress.createUnresolved(hello.host(), hello.port());
        station.receiver().knocked(hello.from(), address);
      }
      from = hello.from();
      lane = Lane.of(hello.lane()).orElseThrow();
      var entry = register.enter(from, lane, channel);
      if (entry.verdict() != Verdict.WELCOME) {
        turnAway(hello, entry.verdict());
        return;
      }
      entry
          .before()
          .ifPresentOrElse(
              old -> old.close().addListener(_ -> channel.eventLoop().execute(this::letIn)),
              this::letIn);
    }

    private Verdict verdictOn(Hello hello) {
      if (hello.version() != Greeting.VERSION || Lane.of(hello.lane()).isEmpty()) {
        return Verdict.OTHER_VERSION;
      }
      if (!hello.cluster().equals(station.self().cluster())) {
        return Verdict.OTHER_CLUSTER;
      }
      if (!hello.to().equals(station.self().member())) {
        return Verdict.OTHER_MEMBER;
      }
      return isProved(hello.from()) ? Verdict.WELCOME : Verdict.UNCERTIFIED;
    }

    private boolean isProved(String member) {
      return station.tls().stream()
          .allMatch(tls -> tls.prove(channel.pipeline().get(SslHandler.class), member));
    }

    private void turnAway(Hello hello, Verdict verdict) {
      station.metrics().increment(TURNED_AWAY);
      warn(
          channel,
          "%s of cluster %s calls %s: %s"
              .formatted(hello.from(), hello.cluster(), hello.to(), verdict));
      decoder.stop();
      answer(verdict).addListener(ChannelFutureListener.CLOSE);
    }

    private void letIn() {
      welcome = true;
      decoder.admit(station.settings().limits().frameBytesMax());
      station.metrics().increment(ADMITTED);
      answer(Verdict.WELCOME);
    }

    private ChannelFuture answer(Verdict verdict) {
      var self = station.self();
      Optional<String> caller = greeted.flatMap(this::callerOf);
      boolean hasStarted = caller.filter(station.receiver()::hasStarted).isPresent();
      var answer =
          new Answer(verdict, self.cluster(), self.member(), caller.orElse(""), hasStarted);
      return channel.writeAndFlush(Frame.of(answer.encode()));
    }

    private Optional<String> callerOf(Hello hello) {
      return register.at(hello.host(), hello.port()).stream()
          .filter(station.receiver()::vouchesFor)
          .findFirst();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent tls && !tls.isSuccess()) {
        close(TLS_FAILED, "TLS: " + Station.brief(tls.cause()));
      }
    }

    private void onSilence() {
      close(SILENT, "nothing was heard from it for too long");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      switch (cause) {
        // The peer's process has ended, and the kernel says so.
        case IOException _ -> channel.close();
        case DecoderException e -> close(MALFORMED, Station.brief(e));
        default -> {
          LOG.error("{} cannot handle a frame of {}", station.self().member(), from, cause);
          channel.close();
        }
      }
    }

    private void close(TransportMetrics.Counter reason, String why) {
      if (channel.isOpen()) {
        decoder.stop();
        station.metrics().increment(reason);
        warn(channel, why);
        channel.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (!from.isEmpty()) {
        register.leave(from, lane, channel);
      }
    }
  }
}
