package ds.system.kv.front.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.command.KvCommand.Caller;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class OutletsTest {

  private static final long PATIENCE_SECONDS = 60;

  private final EventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private Outlets.Outlet outlet;

  @BeforeEach
  void find() throws Exception {
    outlet = threads.submit(new Outlets(threads)::here).get();
  }

  @AfterEach
  void stop() {
    threads.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  @DisplayName("an answer that goes wrong strands none of those that wait with it")
  void throwing() throws Exception {
    var goOn = new CountDownLatch(1);
    threads.execute(() -> await(goOn));
    exchange("first")
        .resume(() -> {
          throw new IllegalStateException("broken on purpose");
        });
    Exchange<String> second = exchange("second");
    second.resume(() -> second.answer("an answer"));
    goOn.countDown();

    assertThat(next()).isEqualTo("first: INTERNAL the answer could not be given");
    assertThat(next()).isEqualTo("second: an answer");
    assertThat(next()).isEqualTo("second: OK null");
  }

  private String next() throws InterruptedException {
    return String.valueOf(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private Exchange<String> exchange(String name) {
    return new Exchange<>(new Call(name), Caller.ANONYMOUS, outlet);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts", e);
    }
  }

  /// A call that notes what its client is told.
  private final class Call extends ServerCall<String, String> {

    private final String name;

    Call(String name) {
      this.name = name;
    }

    @Override
    public void sendMessage(String message) {
      told.add(name + ": " + message);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      told.add(name + ": " + status.getCode() + " " + status.getDescription());
    }

    @Override
    public void request(int count) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<String, String> getMethodDescriptor() {
      throw new IllegalStateException("nobody asks");
    }
  }
}
