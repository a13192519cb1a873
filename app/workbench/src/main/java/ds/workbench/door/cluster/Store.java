package ds.workbench.door.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// The store, as any client of etcd's gateway sees it: who does not answer is passed over for the
/// next.
final class Store {

  /// Longer than an election takes.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final LiveCluster cluster;
  private final HttpClient http;

  /// Who has answered last is asked first.
  private volatile String favourite;

  Store(LiveCluster cluster, HttpClient http) {
    this.cluster = cluster;
    this.http = http;
    this.favourite = cluster.names().getFirst();
  }

  /// @return what the member answered, as etcd's gateway has it
  String put(String key, String value) throws IOException {
    JsonObject call = new JsonObject();
    call.addProperty("key", base64(key));
    call.addProperty("value", base64(value));
    return ask("/v3/kv/put", call, Optional.of(PATIENCE), BodyHandlers.ofString(UTF_8));
  }

  String get(String key) throws IOException {
    JsonObject call = new JsonObject();
    call.addProperty("key", base64(key));
    return ask("/v3/kv/range", call, Optional.of(PATIENCE), BodyHandlers.ofString(UTF_8));
  }

  /// The changes of all keys that begin so, one JSON object on a line, until the member or the
  /// reader ends it.
  ///
  /// @param from the first revision that is told, or 0 for what is still to come
  InputStream watch(String prefix, long from) throws IOException {
    byte[] begin = prefix.isEmpty() ? new byte[1] : prefix.getBytes(UTF_8);
    JsonObject range = new JsonObject();
    range.addProperty("key", base64(begin));
    range.addProperty("range_end", base64(prefix.isEmpty() ? new byte[1] : behind(begin)));
    range.addProperty("start_revision", from);
    JsonObject call = new JsonObject();
    call.add("create_request", range);
    return ask("/v3/watch", call, Optional.empty(), BodyHandlers.ofInputStream());
  }

  private <T> T ask(
      String path, JsonObject call, Optional<Duration> patience, BodyHandler<T> handler)
      throws IOException {
    IOException last = new IOException("no member runs");
    int first = cluster.names().indexOf(favourite);
    for (int i = 0; i < cluster.names().size(); i++) {
      String name = cluster.names().get((first + i) % cluster.names().size());
      if (cluster.isRunning(name)) {
        try {
          T answer = send(name, path, call, patience, handler);
          favourite = name;
          return answer;
        } catch (IOException e) {
          last = new IOException(name + " does not answer", e);
        }
      }
    }
    throw last;
  }

  /// @throws IOException if it does not answer, or has no leader and says so
  private <T> T send(
      String name,
      String path,
      JsonObject call,
      Optional<Duration> patience,
      BodyHandler<T> handler)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(cluster.clients(name) + path))
            .POST(HttpRequest.BodyPublishers.ofString(call.toString()));
    patience.ifPresent(request::timeout);
    try {
      HttpResponse<T> response = http.send(request.build(), handler);
      if (response.statusCode() >= 500) {
        throw new IOException("status " + response.statusCode());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// The first key behind all that begin so. The last byte of a text in UTF-8 is never the highest.
  private static byte[] behind(byte[] prefix) {
    byte[] end = prefix.clone();
    end[end.length - 1]++;
    return end;
  }

  private static String base64(String text) {
    return base64(text.getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
