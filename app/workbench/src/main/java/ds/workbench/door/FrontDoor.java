package ds.workbench.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import ds.workbench.site.Site;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/// A server of the site for the person at this machine.
public final class FrontDoor implements AutoCloseable {

  /// Pages run their own scripts and nobody else's, and nobody else shows them in a frame. The
  /// engine is WebAssembly, which a policy has to allow by name.
  private static final String POLICY =
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  static final String PLAIN = "text/plain; charset=utf-8";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "jpg", "image/jpeg",
          "webp", "image/webp",
          "wasm", "application/wasm",
          "txt", PLAIN);

  /// Smaller answers are not worth the work.
  private static final int PACKED_BYTES_MIN = 2_000;

  /// How many ports are tried from the one that was asked for.
  private static final int PORTS_TRIED = 100;

  private final Site site;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private FrontDoor(Site site, HttpServer server) {
    this.site = site;
    this.server = server;
  }

  /// Opens the door at a port, or at the next that is free.
  ///
  /// @param port 0 for any
  /// @param wings what else answers, by the beginning of the path
  public static FrontDoor open(Site site, int port, Map<String, HttpHandler> wings)
      throws IOException {
    FrontDoor door = new FrontDoor(site, bound(port));
    door.server.createContext("/", exchange -> door.answer(exchange, door::page));
    wings.forEach(
        (path, wing) -> door.server.createContext(path, exchange -> door.answer(exchange, wing)));
    door.server.setExecutor(door.threads);
    door.server.start();
    return door;
  }

  private static HttpServer bound(int port) throws IOException {
    int last = port == 0 ? 0 : Math.min(port + PORTS_TRIED, 65_535);
    for (int tried = port; tried < last; tried++) {
      try {
        return HttpServer.create(here(tried), 0);
      } catch (BindException e) {
        // Somebody has it; the next may be free.
      }
    }
    return HttpServer.create(here(last), 0);
  }

  private static InetSocketAddress here(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// What to type into a browser.
  public URI address() {
    return URI.create("http://localhost:" + port() + "/");
  }

  private void answer(HttpExchange exchange, HttpHandler wing) throws IOException {
    try (exchange) {
      Optional<String> objection = Visitor.objection(exchange.getRequestHeaders(), port());
      if (objection.isPresent()) {
        send(exchange, 403, PLAIN, (objection.get() + "\n").getBytes(UTF_8));
      } else {
        wing.handle(exchange);
      }
    }
  }

  private void page(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().matches("GET|HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      send(exchange, 405, PLAIN, "pages are only read\n".getBytes(UTF_8));
      return;
    }
    String path = exchange.getRequestURI().getPath().replaceFirst("^/+", "");
    String address = path.isEmpty() || path.endsWith("/") ? path + "index.html" : path;
    Optional<byte[]> file = site.file(address);
    if (file.isPresent()) {
      send(exchange, 200, type(address), file.get());
    } else if (!path.isEmpty() && site.file(path + "/index.html").isPresent()) {
      exchange.getResponseHeaders().set("Location", "/" + path + "/");
      send(exchange, 301, PLAIN, new byte[0]);
    } else {
      missing(exchange, path, address);
    }
  }

  /// A person gets a page, and whatever else asks a line.
  private void missing(HttpExchange exchange, String path, String address) throws IOException {
    String accepted = exchange.getRequestHeaders().getFirst("Accept");
    if (accepted != null && accepted.contains("text/html")) {
      send(exchange, 404, type("html"), site.missing(address));
    } else {
      send(exchange, 404, PLAIN, ("there is no page " + path + "\n").getBytes(UTF_8));
    }
  }

  static String type(String address) {
    String ending = address.substring(address.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-cache");
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Vary", "Accept-Encoding");
    byte[] sent = body;
    if (isPacked(exchange, type, body)) {
      headers.set("Content-Encoding", "gzip");
      sent = packed(body);
    }
    boolean hasBody = sent.length > 0 && !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, hasBody ? sent.length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(sent);
    }
  }

  /// Text of some size travels packed: the engine of the debugger is a quarter then.
  private static boolean isPacked(HttpExchange exchange, String type, byte[] body) {
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    return body.length >= PACKED_BYTES_MIN
        && accepted != null
        && accepted.contains("gzip")
        && !type.matches("image/(png|jpeg|webp)");
  }

  private static byte[] packed(byte[] body) throws IOException {
    var packed = new ByteArrayOutputStream(body.length / 3);
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    }
    return packed.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
