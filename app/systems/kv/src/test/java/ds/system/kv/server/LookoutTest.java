package ds.system.kv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.protocol.raft.RaftSettings;
import ds.runtime.recorder.Onlooker;
import ds.system.kv.bootstrap.Beginning;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.server.ServerSettings.Addresses;
import ds.system.kv.server.ServerSettings.Security;
import ds.system.kv.server.ServerSettings.Tuning;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is seen of a member by those who look on at an address of their own.
@Timeout(300)
final class LookoutTest {

  @TempDir private Path directory;

  private final List<ServerUrl> urls = Ports.free(3);
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch loose = new CountDownLatch(1);
  private volatile boolean isStuck;
  private Tuning tuning = Tuning.DEFAULT;
  private KvServer server;

  /// Can hold up the member's thread.
  private final class Owner implements KvServer.Owner {

    @Override
    public void ended(KvServer.End why) {}

    @Override
    public Optional<Onlooker<MemberMessage>> onlooker() {
      return Optional.of((_, _) -> {
        if (isStuck) {
          await(loose);
        }
      });
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = KvServer.start(settings(urls.get(2)), new Owner());
  }

  private ServerSettings settings(ServerUrl metrics) {
    List<ServerUrl> peers = urls.subList(0, 1);
    List<ServerUrl> clients = urls.subList(1, 2);
    return new ServerSettings(
        "a",
        directory,
        new Addresses(peers, peers, clients, clients, List.of(metrics)),
        new Beginning(InitialCluster.parse("a=" + peers.getFirst(), "t"), true),
        Security.NONE,
        tuning);
  }

  @AfterEach
  void stop() {
    loose.countDown();
    server.close();
    client.close();
  }

  @Test
  @DisplayName("they are told how the member is, and can do nothing")
  void pages() {
    Patience.until("it is ready", () -> get("/readyz").statusCode() == 200);
    assertThat(get("/livez").body()).isEqualTo("ok\n");
    assertThat(get("/health").body()).isEqualTo("{\"health\":\"true\",\"reason\":\"\"}");
    assertThat(get("/metrics").body()).contains("etcd_server_has_leader 1");
    assertThat(get("/version").statusCode()).isEqualTo(404);
    var put = request("/v3/kv/put").POST(BodyPublishers.ofString("{\"key\":\"YQ==\"}"));
    assertThat(send(put).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("they are answered even while the member's thread is stuck, and told that it is")
  void stuck() {
    Patience.until("it is ready", () -> get("/readyz").statusCode() == 200);
    isStuck = true; // from the end of the next step on
    Patience.until("it is stuck", () -> get("/livez").statusCode() == 503);
    var live = get("/livez");
    assertThat(live.statusCode()).isEqualTo(503);
    assertThat(live.body())
        .isEqualTo("[-]serializable_read failed: etcdserver: request timed out\n\n");
    assertThat(get("/metrics").statusCode()).isEqualTo(200);
    isStuck = false;
    loose.countDown();
    Patience.until("it lives again", () -> get("/livez").statusCode() == 200);
  }

  @Test
  @DisplayName("they see how large the last snapshot is, also one of an earlier life")
  void snapshot() throws IOException {
    server.close();
    var often = new RaftSettings.Compaction(20, 1 << 20, 0, 16);
    tuning =
        new Tuning(
            tuning.raft().with(often),
            tuning.quotaBytes(),
            tuning.limits(),
            tuning.retention(),
            Optional.empty());
    start();
    Patience.until("it is ready", () -> get("/readyz").statusCode() == 200);
    assertThat(snapshotBytes()).isZero();
    Patience.until(
        "there is a snapshot",
        () -> {
          put();
          return snapshotBytes() > 0;
        });
    server.close();
    start();
    assertThat(snapshotBytes()).isPositive();
  }

  /// The same key each time, so that a snapshot is worth while.
  private void put() {
    String body = "{\"key\":\"YQ==\",\"value\":\"" + "QUFB".repeat(100) + "\"}";
    var put = HttpRequest.newBuilder(URI.create(urls.get(1) + "/v3/kv/put"));
    assertThat(send(put.POST(BodyPublishers.ofString(body))).statusCode()).isEqualTo(200);
  }

  private double snapshotBytes() {
    return get("/metrics")
        .body()
        .lines()
        .filter(it -> it.startsWith("kv_snapshot_bytes "))
        .mapToDouble(it -> Double.parseDouble(it.substring(it.indexOf(' '))))
        .sum();
  }

  @Test
  @DisplayName("an address that is taken is named")
  void taken() {
    server.close();
    assertThatThrownBy(() -> KvServer.start(settings(urls.get(1)), new Owner()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on")
        .hasMessageContaining(String.valueOf(urls.get(1).port()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(urls.get(2) + path));
  }

  private HttpResponse<String> get(String path) {
    return send(request(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
