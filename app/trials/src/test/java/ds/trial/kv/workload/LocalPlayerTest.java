package ds.trial.kv.workload;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.RangeResponse;
import ds.system.kv.api.etcdserverpb.ResponseHeader;
import ds.trial.kv.client.Endpoints;
import ds.trial.kv.judge.Moments;
import ds.trial.kv.judge.Ruling;
import ds.trial.kv.stage.Court;
import ds.trial.kv.stage.Pulse;
import ds.trial.kv.stage.Settings;
import ds.trial.kv.stage.Stage;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A member may be behind another, and must not fall behind itself.
final class LocalPlayerTest {

  private final Member first = new Member();
  private final Member second = new Member();
  private final Pulse pulse = new Pulse(System.nanoTime());
  private final Court court = Court.of(new Moments(pulse.begin()));
  private final Stage stage =
      new Stage(
          Endpoints.plain(List.of(first.address(), second.address())),
          new Settings(1, 1, Duration.ZERO, Duration.ofSeconds(60)),
          pulse,
          court);
  private final LocalPlayer player = new LocalPlayer(stage, stage.caller("local", 0));

  @BeforeEach
  void askTheFirst() {
    for (int revision = 1; revision <= 100; revision++) {
      court.revisions().wrote(court.revisions().floor(), "put", revision, 0);
    }
    readAt(first, 50);
  }

  @AfterEach
  void stop() {
    player.close();
    first.close();
    second.close();
  }

  @Test
  @DisplayName("a member that goes back in time is caught")
  void back() {
    readAt(first, 49);
    assertThat(((Ruling.Fail) ruling()).witness()).contains("49", "50", "gone back in time");
  }

  @Test
  @DisplayName("after a connection was lost, another member may be further behind")
  void other() {
    first.fails = true;
    player.play();
    readAt(second, 30);
    assertThat(ruling()).isEqualTo(new Ruling.Pass());
  }

  @Test
  @DisplayName("that member may not go back either, from its first answer on")
  void otherBack() {
    first.fails = true;
    player.play();
    readAt(second, 30);
    readAt(second, 29);
    assertThat(((Ruling.Fail) ruling()).witness()).contains("29", "30", "gone back in time");
  }

  private void readAt(Member member, long revision) {
    int before = member.asked.get();
    member.revision = revision;
    player.play();
    assertThat(member.asked).hasValue(before + 1);
  }

  private Ruling ruling() {
    return court.revisions().judgement().ruling();
  }

  /// Answers as it is told to.
  private static final class Member extends KVGrpc.KVImplBase implements AutoCloseable {

    private final Server server;
    private volatile long revision;
    private volatile boolean fails;
    private final AtomicInteger asked = new AtomicInteger();

    Member() {
      try {
        server =
            NettyServerBuilder.forAddress(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .directExecutor()
                .addService(this)
                .build()
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String address() {
      return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void range(RangeRequest request, StreamObserver<RangeResponse> to) {
      asked.incrementAndGet();
      if (fails) {
        to.onError(Status.UNAVAILABLE.asRuntimeException());
      } else {
        to.onNext(
            RangeResponse.newBuilder()
                .setHeader(ResponseHeader.newBuilder().setRevision(revision))
                .build());
        to.onCompleted();
      }
    }

    @Override
    public void close() {
      server.shutdownNow();
    }
  }
}
