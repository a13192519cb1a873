package ds.system.kv.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.command.AuthCommand;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.command.KvCommand.RaiseAlarm;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.front.Served;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class GatewayTest {

  /// Longer than any check of the member may take, and shorter than a client would wait.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Served served;
  private HttpClient client;

  @BeforeEach
  void serve() {
    served = new Served();
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterEach
  void stop() {
    client.close();
    served.close();
  }

  @Test
  @DisplayName("a put and a range as JSON, as etcd's guide shows them")
  void putAndRange() {
    // echo -n foo | base64 is Zm9v, and bar is YmFy
    var put = post("/v3/kv/put", "{\"key\": \"Zm9v\", \"value\": \"YmFy\"}");
    assertThat(put.statusCode()).isEqualTo(200);
    assertThat(put.headers().firstValue("content-type")).contains("application/json");
    assertThat(put.body())
        .isEqualTo(
            "{\"header\":{\"cluster_id\":\"1000\",\"member_id\":\"7\",\"revision\":\"2\","
                + "\"raft_term\":\"3\"}}");

    assertThat(post("/v3/kv/range", "{\"key\": \"Zm9v\"}").body())
        .endsWith(
            "\"kvs\":[{\"key\":\"Zm9v\",\"create_revision\":\"2\",\"mod_revision\":\"2\","
                + "\"version\":\"1\",\"value\":\"YmFy\"}],\"count\":\"1\"}");
  }

  @Test
  @DisplayName("a transaction with enumerations and a choice")
  void transaction() {
    String txn =
        """
        {"compare": [{"target": "CREATE", "key": "Zm9v", "create_revision": "0"}],
         "success": [{"request_put": {"key": "Zm9v", "value": "YmFy"}}]}
        """;
    assertThat(post("/v3/kv/txn", txn).body())
        .contains("\"succeeded\":true", "\"response_put\":{\"header\":{\"revision\":\"2\"}}");
  }

  @Test
  @DisplayName("an error has a text, a code and a status")
  void error() {
    var refused = post("/v3/kv/put", "{}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .isEqualTo(
            "{\"error\":\"etcdserver: key is not provided\",\"code\":3,"
                + "\"message\":\"etcdserver: key is not provided\"}");
    assertThat(post("/v3/lease/revoke", "{\"ID\": \"99\"}").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("what is no JSON, or no message, is refused")
  void malformed() {
    assertThat(post("/v3/kv/put", "{\"key\": ").statusCode()).isEqualTo(400);
    assertThat(post("/v3/kv/put", "nonsense").statusCode()).isEqualTo(400);
    assertThat(post("/v3/kv/put", "{\"key\": 1.5}").statusCode()).isEqualTo(400);
    assertThat(get("/v3/kv/put").statusCode()).isEqualTo(405);
    assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("a body that is too large is refused, and the server goes on")
  void tooLarge() {
    String large = "{\"key\": \"Zm9v\", \"value\": \"" + "A".repeat(2_400_000) + "\"}";
    assertThat(post("/v3/kv/put", large).body()).contains("etcdserver: request is too large");
    String huge = large.replace("A", "AA");
    assertThat(post("/v3/kv/put", huge).statusCode()).isEqualTo(413);
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("an empty body is an empty message, and fields of newer servers are passed over")
  void lenient() {
    assertThat(post("/v3/maintenance/status", "").statusCode()).isEqualTo(200);
    assertThat(post("/v3/maintenance/status", " \n").statusCode()).isEqualTo(200);
    assertThat(post("/v3/kv/put", "").body()).contains("etcdserver: key is not provided");
    assertThat(post("/v3/kv/put", "{\"key\": \"Zm9v\", \"unheard\": 1}").statusCode())
        .isEqualTo(200);
    assertThat(post("/v3beta/kv/range", "{\"key\": \"Zm9v\"}").body()).contains("Zm9v");
  }

  @Test
  @DisplayName("a watch is an answer without an end, a line for each message")
  void watch() throws IOException {
    served.member().apply(Put.of(Bytes.of("foo"), Bytes.of("old")));
    String create = "{\"create_request\": {\"key\": \"Zm9v\", \"start_revision\": \"2\"}}";
    try (InputStream body = stream("/v3/watch", create).body();
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).startsWith("{\"result\":{\"header\":").contains("created");
      assertThat(lines.readLine()).contains("\"events\":[{\"kv\":{\"key\":\"Zm9v\"");
      served.member().apply(Put.of(Bytes.of("foo"), Bytes.of("bar")));
      assertThat(lines.readLine()).contains("\"value\":\"YmFy\"");
    }
  }

  @Test
  @DisplayName("a sign of life for a lease is a stream of one line")
  void keepAlive() {
    post("/v3/lease/grant", "{\"ID\": \"42\", \"TTL\": \"100\"}");
    assertThat(post("/v3/lease/keepalive", "{\"ID\": \"42\"}").body())
        .startsWith("{\"result\":{\"header\":")
        .endsWith("\"ID\":\"42\",\"TTL\":\"100\"}}\n");
  }

  @Test
  @DisplayName("pages tell health, version and meters")
  void pages() {
    assertThat(get("/health").body()).isEqualTo("{\"health\":\"true\",\"reason\":\"\"}");
    assertThat(get("/readyz").body()).isEqualTo("ok\n");
    assertThat(get("/livez").body()).isEqualTo("ok\n");
    assertThat(get("/version").body())
        .isEqualTo("{\"etcdserver\":\"3.5.21\",\"etcdcluster\":\"3.5.0\"}");
    assertThat(get("/metrics").body()).isEqualTo("meters 1\n");
  }

  @Test
  @DisplayName("without a leader a member lives, and is not ready")
  void unready() {
    served.member().loseLeader();
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    var ready = get("/readyz");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body())
        .isEqualTo(
            """
            [+]data_corruption ok
            [+]serializable_read ok
            [-]linearizable_read failed: etcdserver: no leader
            [+]non_learner ok

            """);
    assertThat(get("/readyz?exclude=linearizable_read").body()).isEqualTo("ok\n");
    assertThat(get("/readyz/linearizable_read").statusCode()).isEqualTo(503);
    var health = get("/health");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).isEqualTo("{\"health\":\"false\",\"reason\":\"RAFT NO LEADER\"}");
  }

  @Test
  @DisplayName("a member whose thread is stuck neither lives nor is ready, and that is soon said")
  void stuck() {
    served.member().stick();
    var live = client.sendAsync(request("/livez").build(), BodyHandlers.ofString());
    var ready = client.sendAsync(request("/readyz").build(), BodyHandlers.ofString());
    var health =
        client.sendAsync(request("/health?serializable=true").build(), BodyHandlers.ofString());
    assertThat(live.join().statusCode()).isEqualTo(503);
    assertThat(live.join().body())
        .isEqualTo("[-]serializable_read failed: etcdserver: request timed out\n\n");
    assertThat(ready.join().body())
        .isEqualTo(
            """
            [-]data_corruption failed: etcdserver: request timed out
            [-]serializable_read failed: etcdserver: request timed out
            [-]linearizable_read failed: etcdserver: request timed out
            [+]non_learner ok

            """);
    assertThat(health.join().body())
        .isEqualTo(
            "{\"health\":\"false\"," + "\"reason\":\"RANGE ERROR:etcdserver: request timed out\"}");
  }

  @Test
  @DisplayName("a learner lives, and is not ready")
  void learner() {
    served.member().loseVote();
    assertThat(get("/livez").body()).isEqualTo("ok\n");
    assertThat(get("/readyz").body()).contains("[-]non_learner failed: not supported for learner");
    assertThat(get("/readyz?exclude=non_learner").body()).isEqualTo("ok\n");
  }

  @Test
  @DisplayName("whoever may read what, the pages are told")
  void rights() {
    served.member().apply(new AuthCommand.UserAdd("root", Optional.empty()));
    served.member().apply(new AuthCommand.RoleAdd("root"));
    served.member().apply(new AuthCommand.UserGrantRole("root", "root"));
    served.member().apply(new AuthCommand.AuthEnable(new AuthCommand.Secret(Bytes.of("key"))));
    assertThat(post("/v3/kv/range", "{\"key\": \"Zm9v\"}").statusCode()).isEqualTo(400);
    assertThat(get("/readyz").body()).isEqualTo("ok\n");
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("a member whose data may be corrupt is not ready, and says why")
  void corrupt() {
    served.member().apply(new RaiseAlarm(new Alarm(7, Alarm.Kind.CORRUPT)));
    assertThat(get("/livez?verbose").body()).isEqualTo("[+]serializable_read ok\nok\n");
    assertThat(get("/readyz/data_corruption").body())
        .isEqualTo("[-]data_corruption failed: alarm activated: CORRUPT\n\n");
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/livez/data_corruption").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("a client that waits for so long is answered then")
  void timeout() throws IOException {
    String create = "{\"create_request\": {\"key\": \"Zm9v\"}}";
    var watch = request("/v3/watch").header("Grpc-Timeout", "200m");
    assertThat(send(watch.POST(BodyPublishers.ofString(create)).build()).body())
        .containsSubsequence("\"created\":true", "{\"error\":{\"grpc_code\":4,\"http_code\":504,");
    served.member().stick();
    var range = request("/v3/kv/range").header("Grpc-Timeout", "50m");
    var late = send(range.POST(BodyPublishers.ofString("{\"key\": \"Zm9v\"}")).build());
    assertThat(late.statusCode()).isEqualTo(504);
    assertThat(late.body()).contains("\"error\":\"context deadline exceeded\",\"code\":4");
    var nonsense = request("/v3/kv/range").header("Grpc-Timeout", "soon");
    assertThat(send(nonsense.POST(BodyPublishers.noBody()).build()).statusCode()).isEqualTo(400);
  }

  @Test
  @DisplayName("metadata of a call can be given with its JSON")
  void metadata() {
    served.member().loseLeader();
    String own = "{\"key\": \"Zm9v\", \"serializable\": true}";
    assertThat(post("/v3/kv/range", own).statusCode()).isEqualTo(200);
    var led = request("/v3/kv/range").header("Grpc-Metadata-hasleader", "true");
    assertThat(send(led.POST(BodyPublishers.ofString(own)).build()).body())
        .contains("etcdserver: no leader");
  }

  @Test
  @DisplayName("the hash of all there is, and that of the keys, have a path each")
  void hashes() {
    served.member().apply(Put.of(Bytes.of("foo"), Bytes.of("bar")));
    assertThat(post("/v3/maintenance/hash", "{}").body())
        .contains("\"hash\":")
        .doesNotContain("compact_revision");
    assertThat(post("/v3/maintenance/hashkv", "{}").body()).contains("compact_revision");
  }

  @Test
  @DisplayName("requests sent ahead are answered one after the other")
  void sentAhead() throws IOException {
    String request = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";
    String last = "GET /version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assertThat(exchange(request + request + last))
        .containsSubsequence("ok\n", "ok\n", "etcdserver");
  }

  @Test
  @DisplayName("bytes that are neither HTTP nor gRPC end their connection and nothing else")
  void garbage() {
    demandEnd("\0\1\2\3\r\n\r\nPRI is not here\r\n\r\n");
    demandEnd("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nand no frames follow, at all");
    demandEnd("POST /v3/kv/put HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n");
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  /// Returns when the connection is over.
  private void demandEnd(String text) {
    try {
      exchange(text);
    } catch (IOException _) {
      // It was reset, which is an end as well.
    }
  }

  private String exchange(String text) throws IOException {
    try (var socket = new Socket(served.address().getAddress(), served.address().getPort())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      if (!text.contains("Connection: close")) { // whoever leaves is not waited for
        socket.shutdownOutput();
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpResponse<String> post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)).build());
  }

  private HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  private HttpResponse<InputStream> stream(String path, String body) {
    try {
      return client.send(
          request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofInputStream());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + served.address().getPort() + path))
        .timeout(PATIENCE);
  }
}
