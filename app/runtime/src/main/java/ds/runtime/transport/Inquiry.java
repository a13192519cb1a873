package ds.runtime.transport;

import ds.runtime.transport.tls.Credentials;
import ds.runtime.transport.tls.TlsFiles;
import ds.runtime.transport.wire.Frame;
import ds.runtime.transport.wire.FrameDecoder;
import ds.runtime.transport.wire.Greeting;
import ds.runtime.transport.wire.Greeting.Answer;
import ds.runtime.transport.wire.Greeting.Hello;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Finds out which cluster is at some addresses, and under which name its members know this
/// process.
///
/// A member that joins is given its name by the others, and starts with nothing but addresses. So
/// it greets them as nobody of no cluster, and they turn it away; but they say who they are, and
/// whom they know at the address that it gives as its own.
@SuppressWarnings("FutureReturnValueIgnored") // what fails, gives no answer in time
public final class Inquiry implements AutoCloseable {

  /// @param cluster and
  /// @param member who has answered
  /// @param caller whom it knows at the address asked for
  /// @param hasStarted whether it knows of that one that it was started at some time
  public record Known(String cluster, String member, Optional<String> caller, boolean hasStarted) {}

  /// Names that nobody bears.
  private static final String NOBODY = "nobody";

  private final InetSocketAddress self;
  private final TransportSettings settings;
  private final Optional<Credentials> credentials;
  private final Sockets sockets;

  /// @param self where the others were told to call this process
  /// @throws IOException if the certificates or the key cannot be read or are of no use
  public Inquiry(InetSocketAddress self, TransportSettings settings, Optional<TlsFiles> tls)
      throws IOException {
    this.self = self;
    this.settings = settings;
    this.credentials = tls.isPresent() ? Optional.of(new Credentials(tls.get())) : Optional.empty();
    this.sockets = Sockets.open(NOBODY, 1);
  }

  /// Asks one member, and waits for its answer.
  ///
  /// @return empty if there is none at the address
  public Optional<Known> ask(InetSocketAddress member) {
    return known(begin(member));
  }

  /// Asks several at once, and waits for all of their answers.
  ///
  /// @return those that were given in time
  public List<Known> ask(List<InetSocketAddress> members) {
    List<CompletableFuture<Answer>> answers = members.stream().map(this::begin).toList();
    return answers.stream().flatMap(answer -> known(answer).stream()).toList();
  }

  private CompletableFuture<Answer> begin(InetSocketAddress member) {
    var answer = new CompletableFuture<Answer>();
    var timing = settings.timing();
    new Bootstrap()
        .group(sockets.loopOf(Lane.ORDERED))
        .channel(sockets.channel())
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timing.connectMax().toMillis())
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                credentials
                    .map(tls ->
                        tls.calling(channel.alloc(), member.getHostString(), member.getPort()))
                    .ifPresent(channel.pipeline()::addLast);
                channel
                    .pipeline()
                    .addLast(
                        new FrameDecoder(
                            (buffer, offset, length) ->
                                Answer.decode(buffer, offset, length).ifPresent(answer::complete),
                            Greeting.BYTES_MAX),
                        new Greeter(answer));
              }
            })
        .connect(member)
        .addListener(connected -> {
          if (!connected.isSuccess()) {
            answer.cancel(false);
          }
        });
    answer.orTimeout(
        timing.connectMax().plus(timing.greetingMax()).toNanos(), TimeUnit.NANOSECONDS);
    return answer;
  }

  private Optional<Known> known(CompletableFuture<Answer> future) {
    return future
        .handle(
            (answer, failure) -> failure == null ? Optional.of(answer) : Optional.<Answer>empty())
        .join()
        .map(answer ->
            new Known(
                answer.cluster(),
                answer.member(),
                Optional.of(answer.caller()).filter(name -> !name.isEmpty()),
                answer.hasStarted()));
  }

  @Override
  public void close() {
    sockets.close();
  }

  /// Says hello, and hears the end of the connection.
  private final class Greeter extends ChannelInboundHandlerAdapter {

    private final CompletableFuture<Answer> answer;

    Greeter(CompletableFuture<Answer> answer) {
      this.answer = answer;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      var hello =
          new Hello(
              Greeting.VERSION,
              Lane.ORDERED.code(),
              NOBODY,
              NOBODY,
              NOBODY,
              self.getHostString(),
              self.getPort());
      context.writeAndFlush(Frame.of(hello.encode()));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      answer.cancel(false);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
