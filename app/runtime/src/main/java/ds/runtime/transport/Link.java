package ds.runtime.transport;

import static ds.runtime.transport.TransportMetrics.Counter.BYTES_SENT;
import static ds.runtime.transport.TransportMetrics.Counter.CONNECTED;
import static ds.runtime.transport.TransportMetrics.Counter.CONNECT_FAILED;
import static ds.runtime.transport.TransportMetrics.Counter.DISCONNECTED;
import static ds.runtime.transport.TransportMetrics.Counter.DROPPED_FULL;
import static ds.runtime.transport.TransportMetrics.Counter.DROPPED_UNCONNECTED;
import static ds.runtime.transport.TransportMetrics.Counter.FLUSHES;
import static ds.runtime.transport.TransportMetrics.Counter.FRAMES_SENT;
import static ds.runtime.transport.TransportMetrics.Counter.SILENT;
import static ds.runtime.transport.TransportMetrics.Counter.TLS_FAILED;

import ds.runtime.transport.wire.Frame;
import ds.runtime.transport.wire.FrameDecoder;
import ds.runtime.transport.wire.Greeting;
import ds.runtime.transport.wire.Greeting.Answer;
import ds.runtime.transport.wire.Greeting.Hello;
import ds.runtime.transport.wire.Outbox;
import ds.runtime.transport.wire.SignsOfLife;
import ds.runtime.transport.wire.Verdict;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// One lane to one peer: keeps calling until it is taken up, and sends while it is.
///
/// Any thread may send. Everything else happens on the link's loop, and needs no lock.
@SuppressWarnings("FutureReturnValueIgnored") // a failure ends the connection, which is heard of
final class Link {

  /// What may wait inside a connection, beyond the outbox: enough to keep the operating system
  /// busy, and no more, since it is lost with the connection.
  private static final WriteBufferWaterMark IN_FLIGHT =
      new WriteBufferWaterMark(256 << 10, 512 << 10);

  private static final int DOUBLINGS_MAX = 20;

  private final Station station;
  private final Sockets sockets;
  private final EventLoop loop;
  private final String peer;
  private final Lane lane;
  private final Outbox outbox;
  private final LongAdder framesSent;
  private final LongAdder bytesSent;

  // Of the loop alone.
  private InetSocketAddress address;
  private Optional<Call> current = Optional.empty();
  private boolean closed;
  private int failures;
  private String trouble = "";

  Link(Station station, Sockets sockets, String peer, Lane lane, InetSocketAddress address) {
    this.station = station;
    this.sockets = sockets;
    this.loop = sockets.loopOf(lane);
    this.peer = peer;
    this.lane = lane;
    this.address = address;
    this.outbox =
        new Outbox(ByteBufAllocator.DEFAULT, station.settings().limits().queueBytesMax(lane));
    this.framesSent = station.metrics().adder(FRAMES_SENT);
    this.bytesSent = station.metrics().adder(BYTES_SENT);
    loop.execute(this::call);
  }

  boolean send(byte[] buffer, int offset, int length) {
    return switch (outbox.offer(buffer, offset, length)) {
      case FIRST -> {
        onLoop(this::drain);
        yield sent(length);
      }
      case LATER -> sent(length);
      case FULL -> dropped(DROPPED_FULL);
      case SHUT -> dropped(DROPPED_UNCONNECTED);
    };
  }

  private boolean sent(int length) {
    framesSent.increment();
    bytesSent.add(Frame.HEADER_BYTES + length);
    return true;
  }

  private boolean dropped(TransportMetrics.Counter reason) {
    station.metrics().increment(reason);
    return false;
  }

  boolean isConnected() {
    return outbox.isOpen();
  }

  long queuedBytes() {
    return outbox.bytes();
  }

  /// Calls there from now on.
  void move(InetSocketAddress to) {
    onLoop(() -> {
      if (!address.equals(to)) {
        address = to;
        current.ifPresent(call -> call.close("it has moved to " + to));
      }
    });
  }

  void close() {
    onLoop(() -> {
      closed = true;
      outbox.shut();
      current.ifPresent(call -> call.close("it is no peer any more"));
    });
  }

  /// Names are looked up anew for each call, and not on the loop: the answer may take seconds.
  private void call() {
    InetSocketAddress to = address;
    Thread.startVirtualThread(() -> {
      var resolved = new InetSocketAddress(to.getHostString(), to.getPort());
      onLoop(() -> connect(resolved));
    });
  }

  private void onLoop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException _) {
      // The transport was closed meanwhile.
    }
  }

  private void connect(InetSocketAddress to) {
    if (closed) {
      return;
    }
    if (to.isUnresolved()) {
      failed("the host name " + to.getHostString() + " is unknown");
      return;
    }
    var timing = station.settings().timing();
    new Bootstrap()
        .group(loop)
        .channel(sockets.channel())
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timing.connectMax().toMillis())
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, IN_FLIGHT)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                prepare(channel, to);
              }
            })
        .connect(to)
        .addListener(future -> {
          if (!future.isSuccess()) {
            failed(Station.brief(future.cause()));
          }
        });
  }

  private void prepare(SocketChannel channel, InetSocketAddress to) {
    var timing = station.settings().timing();
    var pipeline = channel.pipeline();
    var call = new Call(channel);
    pipeline.addLast(
        new SignsOfLife(
            timing.keepAlive(), timing.silenceMax(), () -> call.welcome, call::onSilence));
    station
        .credentials()
        .map(tls -> tls.calling(channel.alloc(), to.getHostString(), to.getPort()))
        .ifPresent(pipeline::addLast);
    pipeline.addLast(new FrameDecoder(call::answered, Greeting.BYTES_MAX), call);
    current = Optional.of(call);
  }

  /// Writes what has come together since the last time, as far as the connection takes it, and
  /// flushes once.
  private void drain() {
    current.map(call -> call.channel).ifPresent(this::drainTo);
  }

  private void drainTo(Channel channel) {
    boolean written = false;
    while (channel.isWritable()) {
      Optional<ByteBuf> chunk = outbox.poll();
      if (chunk.isEmpty()) {
        break;
      }
      channel.write(chunk.get());
      written = true;
    }
    if (written) {
      station.metrics().increment(FLUSHES);
      channel.flush();
    }
  }

  private void failed(String why) {
    station.metrics().increment(CONNECT_FAILED);
    callAgain(why);
  }

  private void callAgain(String why) {
    if (closed) {
      return;
    }
    if (!why.equals(trouble)) {
      station.receiver().lost(peer, lane, "no connection to " + address + ": " + why);
      trouble = why;
    }
    loop.schedule(this::call, pauseNanos(), TimeUnit.NANOSECONDS);
    failures++;
  }

  /// Doubles with each failure. The random half keeps members that failed together from coming back
  /// together for ever.
  private long pauseNanos() {
    var timing = station.settings().timing();
    long doubled = timing.backoffMin().toNanos() << Math.min(failures, DOUBLINGS_MAX);
    long pause = Math.min(doubled, timing.backoffMax().toNanos());
    return pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
  }

  /// One connection, from the greeting to its end.
  private final class Call extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private boolean welcome;
    private long welcomeNanos;
    private String end = "the other side closed the connection";

    Call(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      var called = station.advertised().get();
      var self = station.self();
      var hello =
          new Hello(
              Greeting.VERSION,
              lane.code(),
              self.cluster(),
              self.member(),
              peer,
              called.map(InetSocketAddress::getHostString).orElse(""),
              called.map(InetSocketAddress::getPort).orElse(0));
      channel.writeAndFlush(Frame.of(hello.encode()));
      long greetingNanos = station.settings().timing().greetingMax().toNanos();
      loop.schedule(this::hurry, greetingNanos, TimeUnit.NANOSECONDS);
    }

    private void hurry() {
      if (!welcome) {
        close("it did not answer in time");
      }
    }

    /// The answer is the only frame that comes back; what else there is are signs of life.
    void answered(byte[] buffer, int offset, int length) {
      if (welcome) {
        return;
      }
      Optional<Answer> answer = Answer.decode(buffer, offset, length);
      if (answer.isEmpty()) {
        close("it answers in a way that is not understood");
      } else {
        onAnswer(answer.get());
      }
    }

    private void onAnswer(Answer answer) {
      Verdict verdict = answer.verdict();
      if (verdict != Verdict.WELCOME) {
        close(verdict.meaning());
        if (verdict == Verdict.REMOVED) {
          station.receiver().removed(peer);
        }
      } else if (!answer.cluster().equals(station.self().cluster())
          || !answer.member().equals(peer)) {
        close("it is " + answer.member() + " of cluster " + answer.cluster());
      } else if (!isProved()) {
        close("its certificate does not name " + peer);
      } else {
        onWelcome();
      }
    }

    private boolean isProved() {
      return station.tls().stream()
          .allMatch(tls -> tls.prove(channel.pipeline().get(SslHandler.class), peer));
    }

    private void onWelcome() {
      welcome = true;
      welcomeNanos = System.nanoTime();
      trouble = "";
      station.metrics().increment(CONNECTED);
      station.receiver().reached(peer, lane);
      outbox.open();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      drain();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent tls && !tls.isSuccess()) {
        station.metrics().increment(TLS_FAILED);
        close("TLS: " + Station.brief(tls.cause()));
      }
    }

    private void onSilence() {
      station.metrics().increment(SILENT);
      close("nothing was heard from it for too long");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      close(Station.brief(cause));
    }

    /// The first reason counts; others only follow from it.
    private void close(String why) {
      if (channel.isOpen()) {
        end = why;
        channel.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      outbox.shut();
      if (!welcome) {
        failed(end);
        return;
      }
      // Two processes that claim one name would otherwise throw each other out without a pause.
      long lasted = System.nanoTime() - welcomeNanos;
      if (lasted > station.settings().timing().backoffMax().toNanos()) {
        failures = 0;
      }
      station.metrics().increment(DISCONNECTED);
      callAgain(end);
    }
  }
}
