package ds.workbench.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.workbench.site.Site;
import ds.workbench.site.place.Checkout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who comes in by the front door, and what is handed out there. Requests are written by hand: no
/// client of Java's would lie about who it is.
class FrontDoorTest {

  /// So many ports in a row may be taken by others.
  private static final int NEXT_PORTS_MAX = 50;

  @TempDir static Path folder;

  private FrontDoor door;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("reference"));
    Files.writeString(folder.resolve("reference/README.md"), "# Reference\n");
    Files.writeString(folder.resolve("README.md"), "# Home\n");
    door = FrontDoor.open(Site.of(new Checkout(folder)), 0, Map.of());
  }

  @AfterEach
  void close() {
    door.close();
  }

  private String ask(String request, String... headers) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      String head = request + " HTTP/1.1\r\nConnection: close\r\n" + String.join("", headers);
      socket.getOutputStream().write((head + "\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private String host() {
    return "Host: localhost:" + door.port() + "\r\n";
  }

  @Test
  @DisplayName("a page is handed out with a policy that lets in no script from elsewhere")
  void page() throws IOException {
    assertThat(ask("GET /", host()))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("Content-Type: text/html; charset=utf-8")
        .containsIgnoringCase("Content-Security-Policy: default-src 'self'")
        .contains("; frame-ancestors 'none'")
        .containsIgnoringCase("Cache-Control: no-cache")
        .containsIgnoringCase("X-Content-Type-Options: nosniff")
        .containsIgnoringCase("Referrer-Policy: no-referrer")
        .containsIgnoringCase("Vary: Accept-Encoding")
        .contains("<h1>Distributed Systems</h1>");
    assertThat(ask("GET /style.css", host())).containsIgnoringCase("Content-Type: text/css");
  }

  @Test
  @DisplayName("a browser is told of each file what it is, and packs no picture twice")
  void types() throws IOException {
    Path reference = folder.resolve("reference");
    Files.write(reference.resolve("a.png"), new byte[10_000]);
    Files.writeString(reference.resolve("a.svg"), "<svg/>");
    String unpacked = "Accept-Encoding: gzip\r\n";
    assertThat(ask("GET /reference/a.png", host(), unpacked))
        .containsIgnoringCase("Content-Type: image/png")
        .containsIgnoringCase("Content-Length: 10000");
    assertThat(ask("GET /reference/a.svg", host()))
        .containsIgnoringCase("Content-Type: image/svg+xml");
    assertThat(ask("GET /page.js", host())).containsIgnoringCase("Content-Type: text/javascript");
    assertThat(ask("HEAD /search.json", host()))
        .containsIgnoringCase("Content-Type: application/json");
    assertThat(FrontDoor.type("engine/engine.wasm")).isEqualTo("application/wasm");
  }

  @Test
  @DisplayName("no address leads out of the repository, however it is written")
  void outside() throws IOException {
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Path inside = Files.createDirectories(folder.resolve("repository"));
    Files.writeString(inside.resolve("README.md"), "# Home\n");
    door.close();
    door = FrontDoor.open(Site.of(new Checkout(inside)), 0, Map.of());
    String[] ways = {"..", "%2e%2e", ".%2e", "a/../..", "..%2f..%2frepository/..", "" + folder};
    for (String way : ways) {
      assertThat(ask("GET /source/" + way + "/secret.txt.html", host()))
          .startsWith("HTTP/1.1 404")
          .doesNotContain("class=\"line\"");
      assertThat(ask("GET /source/" + way + "/", host())).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  @DisplayName("the server listens at one address of this machine, which no other machine reaches")
  void loopback() {
    assertThatThrownBy(() -> new Socket("127.0.0.2", door.port()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  @DisplayName("text travels packed to those who can unpack it")
  void packed() throws IOException {
    String plain = ask("GET /style.css", host());
    String packed = ask("GET /style.css", host(), "Accept-Encoding: gzip, br\r\n");
    assertThat(packed).containsIgnoringCase("Content-Encoding: gzip").doesNotContain("--paper");
    assertThat(packed.length()).isLessThan(plain.length() / 2);
    assertThat(plain).doesNotContainIgnoringCase("Content-Encoding").contains("--paper");
  }

  @Test
  @DisplayName("a folder without its slash is led to the page in it, and what is not there is said")
  void ways() throws IOException {
    assertThat(ask("GET /reference", host())).startsWith("HTTP/1.1 301").contains("/reference/");
    assertThat(ask("GET /no/such", host())).startsWith("HTTP/1.1 404").contains("no page no/such");
    assertThat(ask("GET /no/%3Csuch%3E/", host(), "Accept: text/html,*/*\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("<h1>There is no such page</h1>", "href=\"../../style.css\"")
        .contains("href=\"../../index.html\">the first page")
        .doesNotContain("such>");
    assertThat(ask("POST /", host(), "Content-Length: 0\r\n")).startsWith("HTTP/1.1 405");
  }

  @Test
  @DisplayName("who asks for the head alone gets no body, and the server does not complain of one")
  void head() throws IOException {
    Logger logger = Logger.getLogger("com.sun.net.httpserver");
    var complaints = new ByteArrayOutputStream();
    var handler = new StreamHandler(complaints, new SimpleFormatter());
    logger.addHandler(handler);
    assertThat(ask("HEAD /", host())).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    logger.removeHandler(handler);
    handler.flush();
    assertThat(complaints).hasToString("");
  }

  @Test
  @DisplayName("a name that somebody else may own is turned away, whatever it leads to")
  void rebinding() throws IOException {
    assertThat(ask("GET /", "Host: evil.example:" + door.port() + "\r\n"))
        .startsWith("HTTP/1.1 403")
        .doesNotContain("Distributed");
    assertThat(ask("GET /", "Host: localhost\r\n")).startsWith("HTTP/1.1 403");
    assertThat(ask("GET /", host(), "Host: evil.example\r\n")).startsWith("HTTP/1.1 403");
    assertThat(ask("GET /", "Host: 127.0.0.1:" + door.port() + "\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  @DisplayName("a page of another origin is turned away, a link on it is followed")
  void origins() throws IOException {
    assertThat(ask("GET /", host(), "Origin: https://evil.example\r\n")).startsWith("HTTP/1.1 403");
    assertThat(ask("GET /", host(), "Origin: null\r\n")).startsWith("HTTP/1.1 403");
    assertThat(ask("GET /", host(), "Origin: http://localhost:" + door.port() + "\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(ask("GET /", host(), "Sec-Fetch-Site: cross-site\r\n")).startsWith("HTTP/1.1 403");
    assertThat(
            ask("GET /", host(), "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Mode: navigate\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  @DisplayName("a taken port is passed over")
  void takenPort() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var other = FrontDoor.open(Site.of(new Checkout(folder)), taken.getLocalPort(), Map.of())) {
      assertThat(other.port() - taken.getLocalPort()).isBetween(1, NEXT_PORTS_MAX);
    }
  }

  @Test
  @DisplayName("a browser is opened where there is a screen, and not over the network")
  void browser() throws IOException {
    Path opener = Files.writeString(folder.resolve("xdg-open"), "");
    assertThat(opener.toFile().setExecutable(true)).isTrue();
    var path = Map.of("PATH", "/no/such:" + folder, "DISPLAY", ":0");
    assertThat(Browser.opener("Linux", path)).contains(opener.toString());
    assertThat(Browser.opener("Linux", Map.of("PATH", folder.toString()))).isEmpty();
    assertThat(Browser.opener("Mac OS X", Map.of())).contains("open");
    assertThat(Browser.opener("Mac OS X", Map.of("SSH_CONNECTION", "x"))).isEmpty();
  }
}
