package ds.system.kv.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A cluster for those who have nothing but curl.
@Timeout(300)
final class PlainHttpTest {

  @TempDir private static Path directory;
  private static Cluster cluster;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(directory, "a", "b", "c");
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() {
    client.close();
    cluster.close();
  }

  @Test
  @DisplayName("what is put as JSON at one member is found at another")
  void keys() {
    assertThat(post("a", "/v3/kv/put", "{\"key\":\"%s\",\"value\":\"%s\"}", "json", "1"))
        .contains("\"raft_term\":");
    assertThat(post("b", "/v3/kv/range", "{\"key\":\"%s\"}", "json"))
        .contains("\"value\":\"" + base64("1") + "\"", "\"count\":\"1\"");
    assertThat(post("c", "/v3/kv/deleterange", "{\"key\":\"%s\"}", "json"))
        .contains("\"deleted\":\"1\"");
  }

  @Test
  @DisplayName("a leader's key as Patroni keeps it: taken once, with a lease")
  void leaderKey() {
    String granted = post("a", "/v3/lease/grant", "{\"TTL\":\"30\"}");
    String lease = granted.replaceAll(".*\"ID\":\"(\\d+)\".*", "$1");
    String take =
        """
        {"compare":[{"key":"%s","target":"CREATE","result":"EQUAL","create_revision":"0"}],
         "success":[{"request_put":{"key":"%s","value":"%s","lease":"LEASE"}}]}
        """
            .replace("LEASE", lease);
    assertThat(post("b", "/v3/kv/txn", take, "leader", "leader", "ann"))
        .contains("\"succeeded\":true");
    assertThat(post("c", "/v3/kv/txn", take, "leader", "leader", "bob"))
        .doesNotContain("\"succeeded\":true");
    assertThat(post("c", "/v3/lease/keepalive", "{\"ID\":\"" + lease + "\"}"))
        .contains("\"TTL\":\"30\"");
    post("a", "/v3/lease/revoke", "{\"ID\":\"" + lease + "\"}");
    assertThat(post("b", "/v3/kv/range", "{\"key\":\"%s\"}", "leader")).doesNotContain("kvs");
  }

  @Test
  @DisplayName("meters under the names that etcd's dashboards ask for, which go on to be counted")
  void meters() {
    post("a", "/v3/kv/put", "{\"key\":\"%s\",\"value\":\"%s\"}", "metered", "1");
    try (Client etcd = cluster.client("a")) { // what comes as JSON is no call of gRPC
      etcd.getKVClient().get(ByteSequence.from("metered", StandardCharsets.UTF_8)).join();
    }
    System.gc(); // so that what nobody holds on to is gone
    String page =
        Patience.until(
            "it has a leader",
            () ->
                Optional.of(get("a", "/metrics"))
                    .filter(it -> it.contains("etcd_server_has_leader 1.0")));
    assertThat(page)
        .contains(
            "etcd_disk_wal_fsync_duration_seconds_bucket{",
            "etcd_mvcc_db_total_size_in_bytes ",
            "etcd_server_quota_backend_bytes ",
            "etcd_server_proposals_pending ",
            "kv_commit_duration_seconds_bucket{",
            "kv_snapshot_bytes ",
            "etcd_network_client_grpc_received_bytes_total ",
            "etcd_network_client_grpc_sent_bytes_total ",
            "kv_journal_log_bytes ",
            "kv_journal_pending_bytes ",
            "kv_peer_queued_bytes ",
            "kv_node_dropped_total ",
            "kv_node_malformed_total ",
            "grpc_server_handled_total{grpc_code=\"InvalidArgument\",grpc_method=\"Put\","
                + "grpc_service=\"etcdserverpb.KV\",grpc_type=\"unary\"} 0.0",
            "process_open_fds ");
    for (String counted :
        List.of(
            "etcd_server_leader_changes_seen_total",
            "etcd_server_proposals_applied_total",
            "etcd_server_proposals_committed_total",
            "etcd_network_peer_sent_bytes_total",
            "grpc_server_started_total\\{grpc_method=\"Range\".*",
            "kv_node_steps_total",
            "kv_raft_term",
            "kv_raft_last_index",
            "process_cpu_seconds_total")) {
      assertThat(page).containsPattern("(?m)^" + counted + " [1-9.]");
    }
  }

  @Test
  @DisplayName("a watch is an answer line by line")
  void watch() throws IOException {
    String create = "{\"create_request\":{\"key\":\"%s\"}}".formatted(base64("watched"));
    var answer = send("a", "/v3/watch", create, BodyHandlers.ofInputStream());
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).contains("\"created\":true");
      post("b", "/v3/kv/put", "{\"key\":\"%s\",\"value\":\"%s\"}", "watched", "seen");
      assertThat(lines.readLine()).contains("\"value\":\"" + base64("seen") + "\"");
    }
  }

  @Test
  @DisplayName("the pages that supervisors look at")
  void pages() {
    for (String name : cluster.running()) {
      awaitPage(name, "/health", "{\"health\":\"true\",\"reason\":\"\"}");
      awaitPage(name, "/readyz", "ok\n");
      assertThat(get(name, "/livez")).isEqualTo("ok\n");
      assertThat(get(name, "/version")).contains("\"etcdserver\":\"3.5.");
    }
  }

  /// A machine that is busy with other things may cost a leader its place for a moment.
  private static void awaitPage(String name, String path, String content) {
    Patience.until(path + " of " + name, () -> get(name, path).equals(content));
  }

  @Test
  @DisplayName("members and their state")
  void members() {
    Patience.until(
        "all have told their names",
        () -> {
          String list = post("a", "/v3/cluster/member/list", "{}");
          return cluster.running().stream()
              .allMatch(name -> list.contains("\"name\":\"" + name + "\""));
        });
    Patience.until(
        "who leads is told",
        () -> {
          String leader = Long.toUnsignedString(cluster.id(cluster.awaitLeader()));
          return post("a", "/v3/maintenance/status", "{}").contains("\"leader\":\"" + leader);
        });
  }

  @Test
  @DisplayName("a page in a browser is turned away, even one of a name that was made to lead here")
  void browsers() {
    var asked =
        HttpRequest.newBuilder(URI.create(cluster.endpoint("a") + "/v3/kv/put"))
            .header("Origin", "http://" + URI.create(cluster.endpoint("a")).getAuthority())
            .POST(BodyPublishers.ofString("{\"key\":\"%s\"}".formatted(base64("planted"))))
            .build();
    assertThat(exchange(asked, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    assertThat(post("a", "/v3/kv/range", "{\"key\":\"%s\"}", "planted")).doesNotContain("kvs");
  }

  /// @param words put into the body in base 64
  private static String post(String name, String path, String body, String... words) {
    Object[] encoded = new Object[words.length];
    for (int i = 0; i < words.length; i++) {
      encoded[i] = base64(words[i]);
    }
    var answer = send(name, path, body.formatted(encoded), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static <T> HttpResponse<T> send(
      String name, String path, String body, BodyHandler<T> handler) {
    return exchange(
        HttpRequest.newBuilder(URI.create(cluster.endpoint(name) + path))
            .POST(BodyPublishers.ofString(body))
            .build(),
        handler);
  }

  private static String get(String name, String path) {
    var request = HttpRequest.newBuilder(URI.create(cluster.endpoint(name) + path)).build();
    return exchange(request, BodyHandlers.ofString()).body();
  }

  private static <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
