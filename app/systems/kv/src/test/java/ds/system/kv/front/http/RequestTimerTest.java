package ds.system.kv.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.front.FakeMember;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Clients that are slow, on a connection whose time is the test's.
final class RequestTimerTest {

  private static final String REQUEST = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String POST = "POST /v3/kv/put HTTP/1.1\r\nContent-Length: 100\r\n\r\n{";

  private final FakeMember member = new FakeMember();
  private final EmbeddedChannel connection = new EmbeddedChannel();

  @BeforeEach
  void connect() {
    connection.freezeTime();
    var pages = new Pages(member, () -> "meters", Optional.empty());
    new HttpSide(List.of(), pages, 1_000, new DefaultChannelGroup(GlobalEventExecutor.INSTANCE))
        .accept(connection.pipeline());
  }

  @AfterEach
  void stop() {
    connection.finishAndReleaseAll();
    member.close();
  }

  private void say(String text) {
    connection.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private void pass(long seconds) {
    connection.advanceTimeBy(seconds, TimeUnit.SECONDS);
    connection.runPendingTasks();
  }

  private boolean isAnswered() {
    boolean isAnswered = false;
    for (Object part = connection.readOutbound(); part != null; part = connection.readOutbound()) {
      isAnswered = true;
    }
    return isAnswered;
  }

  @Test
  @DisplayName("who does not come to the end of a request is hung up on, however busy it is")
  void slow() {
    for (String half : List.of(REQUEST.substring(0, REQUEST.length() - 2), POST)) {
      var slow = new RequestTimerTest();
      slow.connect();
      slow.say(half);
      slow.pass(RequestTimer.SECONDS_MAX - 1);
      slow.say(" ");
      assertThat(slow.connection.isOpen()).isTrue();
      slow.pass(1);
      assertThat(slow.connection.isOpen()).isFalse();
      slow.stop();
    }
  }

  @Test
  @DisplayName("each request has its own time, and a connection that rests has more")
  void quick() {
    say(REQUEST.substring(0, 5));
    pass(RequestTimer.SECONDS_MAX - 1);
    say(REQUEST.substring(5));
    assertThat(isAnswered()).isTrue();
    pass(RequestTimer.SECONDS_MAX + 1);
    say(REQUEST + REQUEST);
    assertThat(isAnswered()).isTrue();
    pass(RequestTimer.SECONDS_MAX + 1);
    assertThat(connection.isOpen()).isTrue();
    pass(120);
    assertThat(connection.isOpen()).isFalse();
  }
}
