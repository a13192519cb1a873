package ds.workbench.door.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// The store, as any client of etcd's gateway sees it: who does not answer is passed over for the
/// next.
///
/// A leader that is cut off keeps a write and waits for a majority that it does not reach. Whoever
/// asked it cannot know that, and asking another at once would write twice whenever a member is
/// only slow. So the next one is asked when the cluster itself has moved on, and another leads. A
/// write that was passed over may still be carried out, once more, if its member is healed in time:
/// that is told, too.
final class Store {

  /// For all members together; longer than an election takes.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// So often it is looked whether the cluster has moved on.
  private static final Duration LOOK = Duration.ofMillis(250);

  /// What a member said, and who was asked before it and could not answer.
  private record Answer<T>(String by, List<String> passed, T body) {}

  private final LiveCluster cluster;
  private final HttpClient http;
  private final Predicate<String> isLeftBehind;

  /// Who has answered last is asked first.
  private volatile String favourite;

  /// @param isLeftBehind whether others have a leader that a member does not hear of
  Store(LiveCluster cluster, HttpClient http, Predicate<String> isLeftBehind) {
    this.cluster = cluster;
    this.http = http;
    this.isLeftBehind = isLeftBehind;
    this.favourite = cluster.names().getFirst();
  }

  /// @return what the member answered, as etcd's gateway has it, and who it was
  String put(String key, String value) throws IOException {
    JsonObject call = new JsonObject();
    call.addProperty("key", base64(key));
    call.addProperty("value", base64(value));
    return told(ask("/v3/kv/put", call, BodyHandlers.ofString(UTF_8)));
  }

  String get(String key) throws IOException {
    JsonObject call = new JsonObject();
    call.addProperty("key", base64(key));
    return told(ask("/v3/kv/range", call, BodyHandlers.ofString(UTF_8)));
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
    return ask("/v3/watch", call, BodyHandlers.ofInputStream()).body();
  }

  private static String told(Answer<String> answer) throws IOException {
    try {
      JsonObject told = JsonParser.parseString(answer.body()).getAsJsonObject();
      JsonArray passed = new JsonArray();
      answer.passed().forEach(passed::add);
      told.addProperty("by", answer.by());
      told.add("passed", passed);
      return told.toString();
    } catch (JsonSyntaxException | IllegalStateException e) {
      throw new IOException(answer.by() + " told what is no answer", e);
    }
  }

  private <T> Answer<T> ask(String path, JsonObject call, BodyHandler<T> handler)
      throws IOException {
    IOException last = new IOException("no member runs");
    List<String> passed = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int first = cluster.names().indexOf(favourite);
    for (int i = 0; i < cluster.names().size() && System.nanoTime() < deadline; i++) {
      String name = cluster.names().get((first + i) % cluster.names().size());
      if (cluster.isRunning(name)) {
        try {
          T answer = answer(name, send(name, path, call, handler), deadline);
          favourite = name;
          return new Answer<>(name, passed, answer);
        } catch (IOException e) {
          last = new IOException(name + " does not answer", e);
          passed.add(name);
        }
      }
    }
    throw last;
  }

  private <T> CompletableFuture<HttpResponse<T>> send(
      String name, String path, JsonObject call, BodyHandler<T> handler) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(cluster.clients(name) + path))
            .POST(HttpRequest.BodyPublishers.ofString(call.toString()))
            .build();
    return http.sendAsync(request, handler);
  }

  /// @throws IOException if it does not answer, is left behind by the others, or has no leader and
  ///   says so
  private <T> T answer(String name, CompletableFuture<HttpResponse<T>> asked, long deadline)
      throws IOException {
    try {
      while (System.nanoTime() < deadline) {
        try {
          HttpResponse<T> response = asked.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
          if (response.statusCode() >= 500) {
            throw new IOException("status " + response.statusCode());
          }
          return response.body();
        } catch (TimeoutException e) {
          if (isLeftBehind.test(name)) {
            throw new IOException("others have another leader", e);
          }
        }
      }
      throw new IOException("no answer for " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      asked.cancel(true); // which does nothing to one that has answered
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
