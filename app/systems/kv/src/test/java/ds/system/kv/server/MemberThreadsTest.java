package ds.system.kv.server;

import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.transport.PeerIdentity;
import ds.runtime.transport.Transport;
import ds.runtime.transport.TransportSettings;
import ds.system.kv.front.server.NetworkThreads;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On its threads a member")
class MemberThreadsTest {

  private final Transport transport;

  MemberThreadsTest() throws IOException {
    transport =
        new Transport(
            new PeerIdentity("c", "m"),
            TransportSettings.DEFAULT,
            Optional.empty(),
            (_, _, _, _, _) -> {});
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  @DisplayName("serves clients where it talks to its peers if there are two cores, and lets it be")
  void few() {
    NetworkThreads clients = new MemberThreads(transport, 2).clients();
    clients.close();
    assertThat(clients.group()).isSameAs(transport.thread());
    assertThat(transport.thread().isShuttingDown()).isFalse();
  }

  @Test
  @DisplayName("serves clients apart if there are more, and ends that with its front")
  void many() {
    NetworkThreads clients = new MemberThreads(transport, 3).clients();
    assertThat(clients.group()).isNotSameAs(transport.thread());
    assertThat(clients.group()).doesNotContain(transport.thread());
    clients.close();
    assertThat(clients.group().isShuttingDown()).isTrue();
  }
}
