package ds.workbench.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// In the place of a cluster: tells the cluster's page what a test has written down.
final class ToldDesk implements HttpHandler {

  /// At the end of a telling: the line goes dead.
  static final String GONE = ": gone\n\n";

  /// The same, and the page asks again at once.
  static final String GONE_BRIEFLY = "retry: 1\n\n" + GONE;

  /// In place of an answer: none comes.
  static final String SILENCE = "";

  private record Answer(int status, String json) {}

  private final Map<String, Queue<String>> tellings = new ConcurrentHashMap<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, OutputStream> readers = new ConcurrentHashMap<>();
  private final Semaphore watchers = new Semaphore(0);
  private volatile String watched = "";

  /// Forgets what an earlier test has written down.
  void clear() {
    tellings.clear();
    answers.clear();
    readers.clear();
    watchers.drainPermits();
  }

  /// What the next reader of a stream is told at once; the line is held then.
  void tell(String stream, String telling) {
    tellings.computeIfAbsent(stream, _ -> new ConcurrentLinkedQueue<>()).add(telling);
  }

  /// Waits for the watch with which a page begins: it does not come in during the next test then.
  void awaitWatcher() {
    try {
      watchers.acquire();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody watches", e);
    }
  }

  /// The words of the last watch.
  String watched() {
    return watched;
  }

  /// What a reader is told who has been told this before.
  void tellOn(String before, String more) throws IOException {
    OutputStream reader = readers.get(before);
    reader.write(more.getBytes(UTF_8));
    reader.flush();
  }

  /// What is answered to a call from now on.
  void answer(String call, int status, String json) {
    answers.put(call, new Answer(status, json));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestURI().getPath().replaceFirst("^/live/", "");
    if (what.matches("events|watch")) {
      stream(exchange, tellings.getOrDefault(what, new ConcurrentLinkedQueue<>()).poll());
    } else {
      Answer answer = answers.getOrDefault(what, new Answer(200, "{}"));
      if (answer.json().equals(SILENCE)) {
        hold();
      }
      byte[] body = answer.json().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void stream(HttpExchange exchange, String telling) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    String text = telling == null ? ": nothing\n\n" : telling;
    readers.put(text, exchange.getResponseBody());
    if (exchange.getRequestURI().getPath().endsWith("/watch")) {
      watched = exchange.getRequestURI().getQuery();
      watchers.release();
    }
    exchange.getResponseBody().write(text.getBytes(UTF_8));
    exchange.getResponseBody().flush();
    if (!text.endsWith(GONE)) {
      hold();
    }
  }

  /// Until the server closes.
  private static void hold() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
