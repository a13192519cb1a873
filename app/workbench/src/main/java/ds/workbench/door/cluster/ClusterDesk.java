package ds.workbench.door.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/// What the cluster's page may ask for. Whoever may not ask has been turned away before.
///
/// | path                    | does                                                           |
/// |-------------------------|----------------------------------------------------------------|
/// | `GET events`            | tells what is seen of the members, and their steps             |
/// | `POST kill`, `start`    | ends `member` as a crash does, or starts it again              |
/// | `POST cut`, `heal`      | loses what `one` and `other` send each other, or no more       |
/// | `POST put`, `GET get`   | a `key`, a `value`, as etcd's gateway has it                   |
/// | `GET watch`             | tells the changes of keys that begin with `prefix`             |
public final class ClusterDesk implements HttpHandler {

  private static final long LOOK_NANOS = 100_000_000L;

  /// A look at the members comes with every so manieth look at their steps.
  private static final int LOOKS = 5;

  private static final int BODY_BYTES_MAX = 1 << 16;

  /// Each holds a thread and is told the same; a person has a few pages open.
  private static final int STREAMS_MAX = 32;

  private static final Duration CONNECT_MAX = Duration.ofMillis(300);

  private final LiveCluster cluster;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .build();
  private final Store store;
  private final Observatory observatory;
  private final Semaphore streams = new Semaphore(STREAMS_MAX);

  public ClusterDesk(LiveCluster cluster) {
    this.cluster = cluster;
    this.observatory = new Observatory(cluster, http);
    this.store = new Store(cluster, http, observatory::isLeftBehind);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String asked = exchange.getRequestMethod() + " " + path.replaceFirst("^/live/", "");
    try {
      Map<String, String> words = words(exchange);
      switch (asked) {
        case "GET events" -> stream(exchange, this::tellEvents);
        case "GET watch" -> stream(exchange, events -> tellChanges(exchange, words, events));
        case "GET get" -> send(exchange, 200, store.get(word(words, "key")));
        case "POST put" -> {
          String value = words.getOrDefault("value", "");
          send(exchange, 200, store.put(word(words, "key"), value));
        }
        case "POST kill" -> cluster.kill(member(words, "member"));
        case "POST start" -> cluster.start(member(words, "member"));
        case "POST cut" -> cluster.cut(member(words, "one"), other(words));
        case "POST heal" -> cluster.heal(member(words, "one"), other(words));
        default -> send(exchange, 404, problem("there is no " + asked));
      }
      send(exchange, 200, "{}");
    } catch (IllegalArgumentException e) {
      send(exchange, 400, problem(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      send(exchange, 503, problem(String.valueOf(e.getMessage())));
    }
  }

  private static String word(Map<String, String> words, String name) {
    String word = words.getOrDefault(name, "");
    if (word.isEmpty()) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return word;
  }

  private String member(Map<String, String> words, String name) {
    String member = word(words, name);
    if (!cluster.names().contains(member)) {
      throw new IllegalArgumentException("there is no member '" + member + "'");
    }
    return member;
  }

  /// The other end of a link.
  private String other(Map<String, String> words) {
    String other = member(words, "other");
    if (other.equals(words.get("one"))) {
      throw new IllegalArgumentException("there is no link from '" + other + "' to itself");
    }
    return other;
  }

  private interface Telling {

    /// Tells until the reader has gone.
    void tell(EventStream events) throws IOException;
  }

  private void stream(HttpExchange exchange, Telling telling) throws IOException {
    if (!streams.tryAcquire()) {
      throw new IOException("too many pages look at the cluster");
    }
    try (var events = EventStream.begin(exchange)) {
      telling.tell(events);
    } finally {
      streams.release();
    }
  }

  private void tellEvents(EventStream events) throws IOException {
    Footage footage = cluster.footage();
    long first = footage.first();
    long turn = 0;
    JsonObject beginning = beginning();
    beginning.addProperty("gone", first - 1);
    events.tell("begin", beginning);
    for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
      if (i % LOOKS == 0) {
        events.tell("members", observatory.look());
      }
      long next = footage.turns();
      events.tell("steps", footage.since(turn, first, System.nanoTime()));
      turn = next;
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private JsonObject beginning() {
    JsonArray nodes = new JsonArray();
    JsonArray roles = new JsonArray();
    cluster
        .names()
        .forEach(name -> {
          nodes.add(name);
          roles.add("server");
        });
    nodes.add("clients");
    roles.add("client");
    JsonObject beginning = new JsonObject();
    beginning.add("nodes", nodes);
    beginning.add("roles", roles);
    beginning.addProperty("endpoints", cluster.plan().endpoints());
    beginning.addProperty("data", cluster.plan().data().toString());
    beginning.addProperty("recording", cluster.recording().toString());
    return beginning;
  }

  /// A reader who comes back, for the member has ended that told it, or another leads now, is told
  /// what is behind the revision that it has seen last.
  private void tellChanges(HttpExchange exchange, Map<String, String> words, EventStream events)
      throws IOException {
    String back = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    String seen = back == null ? words.getOrDefault("seen", "") : back;
    long from = seen.matches("[0-9]{1,18}") ? Long.parseLong(seen) + 1 : 0;
    String prefix = words.getOrDefault("prefix", "");
    try (var lines = new BufferedReader(new InputStreamReader(store.watch(prefix, from), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.tell("change", revision(line, from - 1), line);
      }
    }
  }

  /// Up to which revision a reader has seen all once it has read the line.
  ///
  /// @param before as far as the reader had come, or less than 0 if it has asked for what is to
  ///   come
  private static long revision(String line, long before) throws IOException {
    try {
      JsonObject result = JsonParser.parseString(line).getAsJsonObject().getAsJsonObject("result");
      if (result == null) {
        throw new IOException("the watch has ended");
      }
      JsonArray events = result.getAsJsonArray("events");
      if (events != null && !events.isEmpty()) {
        JsonObject last = events.get(events.size() - 1).getAsJsonObject();
        return last.getAsJsonObject("kv").get("mod_revision").getAsLong();
      }
      return before >= 0 ? before : result.getAsJsonObject("header").get("revision").getAsLong();
    } catch (JsonSyntaxException | IllegalStateException e) {
      throw new IOException("a member told what is no change", e);
    }
  }

  private static String problem(String words) {
    JsonObject problem = new JsonObject();
    problem.addProperty("error", words);
    return problem.toString();
  }

  /// Too late if an answer has begun; then its end says enough.
  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    if (exchange.getResponseCode() < 0) {
      byte[] body = json.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /// Of the query, or of the body where something is to change.
  private static Map<String, String> words(HttpExchange exchange) throws IOException {
    boolean isChange = exchange.getRequestMethod().equals("POST");
    String query = exchange.getRequestURI().getRawQuery();
    String text = query == null ? "" : query;
    if (isChange) {
      byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
      if (body.length > BODY_BYTES_MAX) {
        throw new IllegalArgumentException("that is more than " + BODY_BYTES_MAX + " bytes");
      }
      text = new String(body, UTF_8);
    }
    Map<String, String> words = new HashMap<>();
    for (String word : text.split("&", -1)) {
      int at = word.indexOf('=');
      if (at > 0) {
        words.put(word.substring(0, at), URLDecoder.decode(word.substring(at + 1), UTF_8));
      }
    }
    return words;
  }
}
