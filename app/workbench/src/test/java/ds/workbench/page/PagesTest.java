package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.WaitUntilState;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import ds.workbench.door.FrontDoor;
import ds.workbench.site.Site;
import ds.workbench.site.place.Checkout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads the pages of this repository, through the front door, as a visitor does.
class PagesTest {

  private static final int DESK = 1400;
  private static final int PHONE = 380;

  /// So many pages are loaded at once.
  private static final int TABS = 4;

  private static final Page.NavigateOptions COMMIT =
      new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT);

  private static final String CHAPTER = "reference/raft-election.html";

  private static final double FIRST_PAINT_MILLIS_MAX = 1_000;

  /// The machine may be busy with other things during some of them.
  private static final int VISITS_MAX = 20;

  private static final double PAGE_BYTES_MAX = 500_000;

  private static final String FIRST_PAINT =
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0";
  private static final String BYTES =
      """
      performance.getEntries()
        .filter(it => it.transferSize)
        .reduce((sum, it) => sum + it.transferSize, 0)
      """;

  private static final String CONTENTS =
      "[...document.querySelectorAll('.side a')].map(it => it.href)";

  /// Also those that nobody has scrolled to.
  private static final String ALL_PICTURES =
      """
      () => Promise.all([...document.images].map(it => {
        it.loading = 'eager';
        return it.decode();
      }))
      """;

  /// The texts in which a star of Markdown is left over.
  private static final String STARS =
      """
      [...document.querySelectorAll('article :is(p, li, td, figcaption)')].map(it => {
        const text = it.cloneNode(true);
        text.querySelectorAll('code, pre, ds-debugger').forEach(code => code.remove());
        return text.textContent;
      }).filter(text => text.includes('*')).join()
      """;

  private static final String BELOW = "/some/where/";

  private static Site site;

  @RegisterExtension
  static final Browsing browsing =
      Browsing.of(() -> {
        site = Site.of(new Checkout(Path.of("../..")));
        return FrontDoor.open(site, 0, Map.of());
      });

  private static Page visit(String page, int width, ColorScheme scheme) {
    return browsing.visit(page, width, scheme);
  }

  @Test
  @DisplayName(
      "every page is painted on a phone within a second, without a complaint, scrolls in one"
          + " direction, and is small, all of its figures included")
  void everyPage() {
    Deque<String> addresses = new ArrayDeque<>(addresses());
    assertThat(addresses).hasSizeGreaterThan(30);
    while (!addresses.isEmpty()) {
      List<Page> loading = new ArrayList<>();
      for (int i = Math.min(TABS, addresses.size()); i > 0; i--) {
        Page page = browsing.blank(PHONE, ColorScheme.DARK);
        page.navigate(addresses.remove(), COMMIT);
        loading.add(page);
      }
      loading.forEach(PagesTest::assertRead);
      loading.forEach(Page::close);
    }
  }

  /// The first page, and what the contents lead to.
  private static List<String> addresses() {
    List<String> addresses = new ArrayList<>(List.of(browsing.address("")));
    try (Page contents = visit("reference/index.html", PHONE, ColorScheme.DARK)) {
      ((List<?>) contents.evaluate(CONTENTS)).forEach(it -> addresses.add(it.toString()));
    }
    return addresses;
  }

  private static void assertRead(Page page) {
    page.waitForLoadState();
    assertThat(number(page, "document.documentElement.scrollWidth"))
        .as("width of " + page.url())
        .isLessThanOrEqualTo(PHONE);
    assertThat(page.evaluate(STARS)).as("marks left over in " + page.url()).isEqualTo("");
    assertFast(page);
    for (Locator figure : page.locator("ds-debugger").all()) {
      figure.scrollIntoViewIfNeeded();
      assertThat(figure).hasAttribute("ready", "");
    }
    page.evaluate(ALL_PICTURES);
    assertThat(number(page, BYTES))
        .as("bytes of " + page.url())
        .isBetween(10_000.0, PAGE_BYTES_MAX);
  }

  /// A page that others have kept waiting is visited alone, until it is seen to be fast.
  private static void assertFast(Page page) {
    double paint = firstPaint(page);
    for (int visit = 1; visit < VISITS_MAX && paint >= FIRST_PAINT_MILLIS_MAX; visit++) {
      try (Page alone = browsing.go(page.url(), PHONE, ColorScheme.DARK)) {
        paint = Math.min(paint, firstPaint(alone));
      }
    }
    assertThat(paint).as("first paint of " + page.url()).isBetween(1.0, FIRST_PAINT_MILLIS_MAX);
  }

  private static double firstPaint(Page page) {
    Browsing.await(page, FIRST_PAINT + " > 0");
    return number(page, FIRST_PAINT);
  }

  @Test
  @DisplayName(
      "a figure shows the stretch of its picture, opens when it is about to be seen, and is as dark"
          + " as the page")
  void figure() {
    try (Page page = visit(CHAPTER, DESK, ColorScheme.LIGHT)) {
      Locator figure = page.locator("ds-debugger");
      page.waitForLoadState(LoadState.NETWORKIDLE);
      assertThat(figure.locator("img")).hasCount(1);
      assertThat(page.locator("h2 .anchor").first()).hasAttribute("href", Pattern.compile("#.+"));
      Locator section = page.locator(".toc .now");
      final String first = section.textContent();
      figure.scrollIntoViewIfNeeded();
      assertThat(section).not().hasText(first);
      assertThat(figure.locator(".dsd-clock")).containsText("27 of 57");
      assertThat(figure.locator(".dsd-name:visible")).hasCount(4);
      Locator panel = figure.locator("[role=tabpanel]");
      assertThat(panel).isHidden();
      Locator tab = figure.locator("[role=tab]", new Locator.LocatorOptions().setHasText("Take"));
      tab.click();
      assertThat(panel.locator("[data-choice='crash s1']")).isVisible();
      tab.click();
      assertThat(panel).isHidden();
      figure.locator("[data-key=forward]").click();
      assertThat(figure.locator(".dsd-said")).containsText("s3 receives RequestVote from s1");
      page.locator("#theme").click();
      Browsing.await(
          page,
          """
          document.querySelector('.dsd-canvas').getContext('2d').getImageData(2, 2, 1, 1)
            .data.slice(0, 3).every(it => it < 100)
          """);
      figure.getByText("reset").click();
      assertThat(figure.locator(".dsd-clock")).containsText("27 of 57");
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      for (String part : List.of(".bar", ".side", ".foot", ".dsd-transport", ".dsd-tabs")) {
        assertThat(page.locator(part)).isHidden();
      }
      assertThat(page.locator(".excerpt").first()).hasCSS("break-inside", "avoid");
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
      figure.locator("[data-key=forward]").click();
      figure.getByText("full page").click();
      page.waitForURL(Pattern.compile(".*/run\\.html#raft-steady\\?seed=7&servers=4&at=28&.*"));
    }
  }

  @Test
  @DisplayName("a chapter is painted before any script has come but that of the theme")
  void withoutScripts() {
    List<Route> held = new ArrayList<>();
    try (Page page = browsing.blank(DESK, ColorScheme.LIGHT)) {
      page.route(it -> it.endsWith(".js") && !it.endsWith("/theme.js"), held::add);
      page.navigate(browsing.address(CHAPTER), COMMIT);
      Browsing.await(page, FIRST_PAINT + " > 0");
      assertThat(held).isNotEmpty();
      assertThat(page.locator("h1")).isVisible();
    }
  }

  @Test
  @DisplayName(
      "the slash opens the search, a term leads to its entry, the arrows choose, the return key"
          + " goes there")
  void search() {
    try (Page page = visit("app/index.html", DESK, ColorScheme.LIGHT)) {
      page.locator("#search-open").waitFor();
      page.keyboard().press("/");
      Locator status = page.locator(".search [role=status]");
      page.locator(".search input").fill("nowhere/xyzzy");
      assertThat(status).hasText("Nothing found");
      assertThat(page.locator(".search li")).hasCount(0);
      page.keyboard().press("Escape");
      page.keyboard().press("Control+k");
      assertThat(page.locator(".search input")).isFocused(); // the first time it is loaded
      page.keyboard().type("quorum/");
      assertThat(page.locator(".search input")).hasValue("quorum/");
      assertThat(status).hasText(Pattern.compile("\\d+ sections"));
      for (String term : List.of("quorum", "snapshot")) {
        page.locator(".search input").fill(term);
        assertThat(page.locator(".search li a").first()).containsText("Glossary › " + term);
      }
      page.locator(".search input").fill("histor");
      page.locator(".search li a").first().waitFor();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("ArrowUp");
      assertThat(page.locator(".search input")).isFocused();
      page.keyboard().press("ArrowDown");
      String chosen = (String) page.evaluate("document.activeElement.href");
      page.keyboard().press("Enter");
      page.waitForURL(chosen);
    }
  }

  @Test
  @DisplayName("in the dark, drawings on white are dark, and pictures of runs are so by themselves")
  void pictures() {
    String filters =
        """
        [...document.querySelectorAll('figure img[src$=".svg"]')].map(it =>
          (it.closest('.live') ? 'live ' : '') + getComputedStyle(it).filter.split('(')[0]).join()
        """;
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (Page page = visit(CHAPTER, DESK, scheme)) {
        assertThat(page.evaluate(filters))
            .isEqualTo((scheme == ColorScheme.DARK ? "invert" : "none") + ",live none");
      }
    }
  }

  @Test
  @DisplayName("a wrong address leads to a page of the site, and on from there")
  void missing() {
    try (Page page = browsing.blank(DESK, ColorScheme.LIGHT)) {
      page.route(
          it -> it.endsWith("/nowhere.html"),
          route -> {
            APIResponse answer = route.fetch();
            assertThat(answer.status()).isEqualTo(404);
            // A browser complains of that by itself.
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setStatus(200));
          });
      page.navigate(browsing.address("reference/nowhere.html"));
      assertThat(page.locator("h1")).hasText("There is no such page");
      page.getByText("the first page").click();
      assertThat(page.locator("h1")).hasText("Distributed Systems");
    }
  }

  @Test
  @DisplayName("the first stop of the keyboard leads past the bar, and every stop can be seen")
  void keyboard() {
    try (Page page = visit("reference/index.html", DESK, ColorScheme.LIGHT)) {
      page.keyboard().press("Tab");
      assertThat((String) page.evaluate("document.activeElement.textContent"))
          .isEqualTo("Skip to the text");
      page.keyboard().press("Enter");
      assertThat((String) page.evaluate("document.activeElement.id")).isEqualTo("main");
      Browsing.tabTo(page, ".foot li:last-child a");
    }
  }

  @Test
  @DisplayName("the site works below a path of a server that knows neither it nor WebAssembly")
  void belowPath() throws IOException {
    HttpServer server = serverOfFiles();
    String root = root(server);
    try (Page page = browsing.go(root, DESK, ColorScheme.LIGHT)) {
      page.getByText("Open the debugger").click();
      assertThat(page.locator("ds-debugger .dsd-clock"))
          .containsText(Pattern.compile("^\\d+ of \\d+"));
      page.navigate(root + "reference/raft-persistence.html");
      page.locator("ds-debugger").scrollIntoViewIfNeeded();
      assertThat(page.locator("ds-debugger .dsd-clock")).containsText("80 of");
      assertThat(page.locator(".dsd-name:visible")).hasCount(5);
      page.locator("#search-open").click();
      page.locator(".search input").fill("quorum");
      page.locator(".search li a").first().click();
      page.waitForURL(root + "**");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere.html", "reference/no/such/page.html", "run.html/x?y=$1"})
  @DisplayName("there, too, a wrong address at any depth leads to a page whose links hold")
  void missingBelowPath(String address) throws IOException {
    HttpServer server = serverOfFiles();
    String root = root(server);
    try (Page page = browsing.blank(DESK, ColorScheme.LIGHT)) {
      page.navigate(root + address);
      assertThat(page.locator(".bar")).isVisible();
      assertThat(page.locator("h1")).hasText("There is no such page");
      assertThat(page).hasURL(root + address);
      assertThat(page.locator(".skip")).hasAttribute("href", "#main");
      assertThat(page.locator(".bar")).hasCSS("position", "sticky");
      page.locator("#search-open").click();
      page.locator(".search input").fill("quorum");
      page.locator(".search li a").first().click();
      page.waitForURL(root + "reference/glossary.html#term-quorum");
      page.navigate(root + address);
      page.getByText("the first page").click();
      page.waitForURL(root + "index.html");
    } finally {
      server.stop(0);
      browsing.forgive("404");
    }
  }

  private static HttpServer serverOfFiles() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(BELOW, PagesTest::sendAsFile);
    server.start();
    return server;
  }

  private static String root(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + BELOW;
  }

  /// As servers of files do, by the ending of the name alone; what is missing is told by
  /// `404.html`.
  private static void sendAsFile(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(BELOW.length());
      String name = path.isEmpty() || path.endsWith("/") ? path + "index.html" : path;
      Optional<byte[]> file = site.file(name);
      byte[] body = file.or(() -> site.file("404.html")).orElseThrow();
      String type = URLConnection.guessContentTypeFromName(file.isEmpty() ? "404.html" : name);
      exchange
          .getResponseHeaders()
          .set("Content-Type", type == null ? "application/octet-stream" : type);
      exchange.sendResponseHeaders(file.isEmpty() ? 404 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static double number(Page page, String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }
}
