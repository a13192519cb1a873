package ds.workbench.door.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/// What a page is told without asking again, as server-sent events. Whoever writes learns by an
/// exception that the reader has gone.
final class EventStream implements Closeable {

  private final OutputStream out;

  private EventStream(OutputStream out) {
    this.out = out;
  }

  static EventStream begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    var stream = new EventStream(exchange.getResponseBody());
    stream.write("retry: 500\n\n");
    return stream;
  }

  void tell(String event, Object json) throws IOException {
    write("event: " + event + "\ndata: " + json + "\n\n");
  }

  /// @param id with which the reader comes back
  void tell(String event, long id, Object json) throws IOException {
    write("id: " + id + "\nevent: " + event + "\ndata: " + json + "\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
