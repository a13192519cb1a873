package ds.workbench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import ds.workbench.door.FrontDoor;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One browser for all tests, and what it visits: a site behind its front door, for as long as a
/// class tests it, or the debugger alone, which stays open for all. No test may leave a complaint
/// of a page behind.
final class Browsing implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  /// What is visited.
  ///
  /// @param address where it begins, with a slash at its end
  private record Place(String address, Runnable leave) {}

  /// Opens what is visited, once it is known that there is a browser.
  interface Opening {

    FrontDoor open() throws IOException;
  }

  private interface Way {

    Place go() throws IOException;
  }

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private static final int WIDTH_USUAL = 1400;

  /// Far beyond what anything takes in a page, on a machine that is busy with other things.
  private static final double PATIENCE_MILLIS = 120_000;

  /// The debugger alone in a page, as the page of a run holds it.
  private static final String RUN_PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>A run</title>
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="style/design.css">
      <link rel="stylesheet" href="style/frame.css">
      <link rel="stylesheet" href="style/text.css">
      <link rel="stylesheet" href="style/parts.css">
      <link rel="stylesheet" href="debugger/debugger.css">
      <script type="module" src="debugger/debugger.js"></script>
      <body><main><ds-debugger page></ds-debugger></main></body>
      </html>
      """;

  /// Opened in a moment.
  private static final String SHORTEST_RUN = "paxos?seed=1";

  /// A keyboard comes to what is wanted in so many stops.
  private static final int STOPS_MAX = 80;

  private static final String IS_AT = "stop => document.activeElement.matches(stop)";

  /// Nothing if the stop is in sight and has a line around it, which a drawing has as its own.
  private static final String IS_SEEN =
      """
      () => {
        const it = document.activeElement;
        const box = it.getBoundingClientRect();
        const isInSight = box.bottom > 0 && box.top < innerHeight && box.width > 0;
        const line = getComputedStyle(it);
        const knob = it.matches('g') ? getComputedStyle(it.querySelector('circle')) : null;
        const hasLine = knob ? parseFloat(knob.strokeWidth) >= 2
          : line.outlineStyle === 'solid' && parseFloat(line.outlineWidth) >= 2;
        return isInSight && hasLine ? '' : it.outerHTML.slice(0, 200);
      }
      """;

  /// Starting it takes as long as some tests. It ends with this process.
  private static final class Shared {

    static final Browser BROWSER =
        Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setTimeout(PATIENCE_MILLIS)
                    .setArgs(List.of("--no-sandbox")));
  }

  /// The page that holds nothing else is opened once for all classes.
  private static final Browsing DEBUGGER = new Browsing(Browsing::debugger);

  private final Way way;
  private final List<String> complaints = new ArrayList<>();
  private Optional<Place> place = Optional.empty();

  /// The page in which one run after the other is opened, until a test fails in it.
  private Optional<Page> desk = Optional.empty();

  private Browsing(Way way) {
    this.way = way;
  }

  /// Visits the debugger in a page that holds nothing else.
  static Browsing ofDebugger() {
    return DEBUGGER;
  }

  private static Place debugger() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Browsing::serve);
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    return new Place(address, () -> server.stop(0));
  }

  /// Visits a site.
  static Browsing of(Opening opening) {
    return new Browsing(() -> {
      FrontDoor door = opening.open();
      return new Place(door.address().toString(), door::close);
    });
  }

  /// Without a browser, the tests are skipped.
  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    assumeTrue(
        Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM + ": pages are not tested");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    if (place.isEmpty()) {
      place = Optional.of(way.go());
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> written = List.copyOf(complaints);
    complaints.clear();
    if (context.getExecutionException().isPresent()) {
      leaveDesk();
    } else {
      assertThat(written).as("what pages wrote to the console as errors").isEmpty();
    }
  }

  /// The debugger's page serves the next class, and ends with this process.
  @Override
  public void afterAll(ExtensionContext context) {
    if (this != DEBUGGER) {
      leaveDesk();
      place.ifPresent(it -> it.leave().run());
    }
  }

  /// Forgets complaints that a test has caused on purpose.
  void forgive(String words) {
    complaints.removeIf(it -> it.contains(words));
  }

  private void leaveDesk() {
    desk.ifPresent(Page::close);
    desk = Optional.empty();
  }

  /// The page of a run in a window of the usual size, which has shown other runs before.
  Page desk(String link) {
    if (desk.isEmpty()) {
      desk = Optional.of(open(SHORTEST_RUN, WIDTH_USUAL, ColorScheme.LIGHT));
    }
    Page page = desk.get();
    page.mouse().move(1, 1);
    page.evaluate(
        """
        link => {
          const debug = document.querySelector('ds-debugger');
          document.activeElement.blur();
          debug.open(link);
          debug.panels.choose(0);
        }
        """,
        link);
    return page;
  }

  /// The page of a run, once its debugger stands.
  Page open(String link, int width, ColorScheme scheme) {
    Page page = go(run(link), width, scheme);
    page.waitForSelector("ds-debugger[ready]");
    return page;
  }

  /// The page of a run, in a browser in which `script` has run before.
  Page openAfter(String script, String link) {
    Page page = blank(WIDTH_USUAL, ColorScheme.LIGHT);
    page.addInitScript(script);
    page.navigate(run(link));
    page.waitForSelector("ds-debugger[ready]");
    return page;
  }

  /// A page of what is visited.
  Page visit(String page, int width, ColorScheme scheme) {
    return go(address(page), width, scheme);
  }

  /// Any page.
  Page go(String address, int width, ColorScheme scheme) {
    Page page = blank(width, scheme);
    page.navigate(address);
    return page;
  }

  /// A page that is still to go somewhere.
  Page blank(int width, ColorScheme scheme) {
    Page page =
        Shared.BROWSER.newPage(
            new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(scheme));
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    return page;
  }

  /// Goes from stop to stop of the keyboard until one is reached, and sees each on the way.
  static void tabTo(Page page, String stop) {
    for (int i = 0; i < STOPS_MAX; i++) {
      if (Boolean.TRUE.equals(page.evaluate(IS_AT, stop))) {
        return;
      }
      page.keyboard().press("Tab");
      assertThat(page.evaluate(IS_SEEN)).as("stop %d before %s is seen", i, stop).isEqualTo("");
    }
    throw new AssertionError("the keyboard does not come to " + stop);
  }

  /// Waits until something is true in a page. Playwright's own way asks again by `eval`, which the
  /// pages of the front door forbid.
  static void await(Page page, String condition) {
    page.evaluate(
        """
        limit => new Promise((done, failed) => {
          const end = performance.now() + limit;
          const look = () => {
            if (%s) {
              done();
            } else if (performance.now() > end) {
              failed(new Error('waited in vain'));
            } else {
              setTimeout(look, 20);
            }
          };
          look();
        })
        """
            .formatted(condition),
        PATIENCE_MILLIS);
  }

  /// A tab of the debugger.
  static Locator tab(Page page, String name) {
    return page.locator("[role=tab]", new Page.LocatorOptions().setHasText(name));
  }

  /// Where a page of what is visited lies.
  String address(String page) {
    return place.orElseThrow().address() + page;
  }

  private String run(String link) {
    return address("run.html") + (link.isEmpty() ? "" : "#" + link);
  }

  private static void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body =
          path.equals("/run.html") ? RUN_PAGE.getBytes(StandardCharsets.UTF_8) : resource(path);
      exchange.getResponseHeaders().set("Content-Type", type(path));
      exchange.sendResponseHeaders(body.length > 0 ? 200 : 404, body.length > 0 ? body.length : -1);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] resource(String path) throws IOException {
    try (InputStream stream = Browsing.class.getResourceAsStream("/site" + path)) {
      return stream == null ? new byte[0] : stream.readAllBytes();
    }
  }

  private static String type(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1);
    return switch (ending) {
      case "js" -> "text/javascript";
      case "css" -> "text/css";
      case "wasm" -> "application/wasm";
      default -> "text/html";
    };
  }
}
