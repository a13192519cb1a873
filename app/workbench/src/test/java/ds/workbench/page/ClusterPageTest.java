package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import ds.workbench.door.FrontDoor;
import ds.workbench.door.cluster.ClusterDesk;
import ds.workbench.door.cluster.LiveCluster;
import ds.workbench.kv.embedded.Elsewhere;
import ds.workbench.site.Site;
import ds.workbench.site.page.ClusterPage;
import ds.workbench.site.place.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Does with the live cluster what a visitor does.
class ClusterPageTest {

  private static final int DESK = 1400;
  private static final int TABLET = 820;
  private static final int PHONE = 380;

  /// An election is waited for so long, on a machine that has other things to do.
  private static final int PATIENCE_MILLIS = 20_000;

  /// The last election may be longer ago than steps are kept.
  private static final String SHOW_ELECTION = "document.getElementById('election').hidden = false";

  @TempDir private static Path folder;
  private static LiveCluster cluster;

  @RegisterExtension static final Browsing browsing = Browsing.of(ClusterPageTest::open);

  private static FrontDoor open() throws IOException {
    Files.writeString(folder.resolve("README.md"), "# Home\n");
    for (String part : List.of("reference", "research", "app")) {
      Path first = Files.createDirectories(folder.resolve(part)).resolve("README.md");
      Files.writeString(first, "# A part that the bar leads to\n");
    }
    cluster = LiveCluster.of(Elsewhere.plan(folder.resolve("data")));
    Site site = Site.of(new Checkout(folder)).with(ClusterPage.of());
    FrontDoor door = FrontDoor.open(site, 0, Map.of("/live/", new ClusterDesk(cluster)));
    cluster.start();
    return door;
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /// The page, once somebody leads.
  private static Page visit(int width, ColorScheme scheme) {
    Page page = browsing.visit(ClusterPage.ADDRESS, width, scheme);
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.locator(".member.leads").waitFor();
    return page;
  }

  private static String leader(Page page) {
    return page.locator(".member.leads").getAttribute("data-member");
  }

  private static Locator card(Page page, String member) {
    return page.locator(".member[data-member=" + member + "]");
  }

  /// The change that was told last.
  private static void awaitChange(Page page, String words) {
    page.locator("#changes li:first-child", new Page.LocatorOptions().setHasText(words)).waitFor();
  }

  @Test
  @DisplayName("a leader is killed in the page, the next one leads, and a watch goes on")
  void failover() {
    try (Page page = visit(DESK, ColorScheme.LIGHT)) {
      final String killed = leader(page);
      page.locator("[name=value]").fill("before");
      page.locator("#put .primary").click();
      awaitChange(page, "greeting = before");
      page.locator("#get").click();
      assertThat(page.locator("#answer"))
          .hasText(Pattern.compile("s\\d says that greeting is “before”, its version \\d+\\."));
      assertThat(card(page, killed).locator("[data-fact=term]"))
          .hasText(Pattern.compile("[1-9]\\d*"));
      assertThat(page.locator("#writes-line polyline")).hasCount(1);

      card(page, killed).getByText("Kill").click();
      page.locator(".member.leads:not([data-member=" + killed + "])").waitFor();
      page.locator(".member.down[data-member=" + killed + "]").waitFor();
      Pattern story =
          Pattern.compile(killed + " is killed; \\d+ ms later " + leader(page) + " leads.*");
      assertThat(page.locator("#story")).hasText(story);
      assertThat(page.locator("#gap")).hasText(Pattern.compile("\\d+ ms"));
      assertThat(page.locator("#close-up canvas")).isVisible();

      page.locator("[name=value]").fill("after");
      page.locator("#put .primary").click();
      awaitChange(page, "greeting = after");
      page.locator(".member.down").getByText("Start").click();
      page.locator(".member.follows[data-member=" + killed + "]").waitFor();
    }
  }

  @Test
  @DisplayName("by keyboard alone a link is cut and healed, a key is put, the diagram is moved")
  void keyboard() {
    try (Page page = visit(DESK, ColorScheme.LIGHT)) {
      Browsing.tabTo(page, "#hold");
      page.keyboard().press("Enter");
      assertThat(page.locator("#hold")).hasText("Go on live");
      page.keyboard().press("Enter");
      assertThat(page.locator("#hold")).hasText("Hold");
      Browsing.tabTo(page, "#film canvas");
      page.keyboard().press("ArrowLeft");
      assertThat(page.locator("#hold")).hasText("Go on live");

      Browsing.tabTo(page, "[data-link='s1 s2']");
      assertThat(page.locator(".dsd-bubble:visible")).containsText("Loses what s1 and s2");
      page.keyboard().press("Enter");
      page.locator("[data-link='s1 s2'].cut").waitFor();
      page.keyboard().press("Enter");
      page.locator("[data-link='s1 s2']:not(.cut)").waitFor();

      Browsing.tabTo(page, "[name=value]");
      page.keyboard().type(" by keyboard");
      page.keyboard().press("Enter");
      awaitChange(page, "by keyboard");
      Browsing.tabTo(page, "#changes");
    }
  }

  @Test
  @DisplayName("axe finds nothing to object to, in the light and in the dark")
  void accessible() throws IOException {
    try (Page page = visit(DESK, ColorScheme.LIGHT)) {
      page.evaluate(SHOW_ELECTION);
      page.evaluate(Axe.script());
      assertThat(Axe.violations(page)).isEmpty();
    }
  }

  @Test
  @DisplayName("a phone scrolls in one direction, and a finger hits each button")
  void phone() {
    try (Page page = visit(PHONE, ColorScheme.DARK)) {
      page.evaluate(SHOW_ELECTION);
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(PHONE);
      Object small =
          page.evaluate(
              """
              [...document.querySelectorAll('#live .button, #live select, #live input')]
                .filter(it => it.offsetHeight < 44).map(it => it.outerHTML).join()
              """);
      assertThat(small).isEqualTo("");
    }
  }

  @Test
  @DisplayName("a tablet scrolls in one direction, though its bar holds a way more than others")
  void tablet() {
    try (Page page = browsing.visit(ClusterPage.ADDRESS, TABLET, ColorScheme.LIGHT)) {
      page.locator("#search-open").waitFor();
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(TABLET);
    }
  }

  @Test
  @DisplayName("on paper the members and the diagram are dark on white, and nothing asks to be hit")
  void paper() {
    try (Page page = visit(DESK, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(page.locator(".member.leads")).isVisible();
      assertThat(page.locator("#live .button:visible")).hasCount(0);
      Browsing.await(
          page,
          """
          document.querySelector('#film canvas').getContext('2d').getImageData(2, 2, 1, 1)
            .data.every(it => it === 255)
          """);
    }
  }

  @Test
  @DisplayName("the page says where the data is kept, and that nothing is left out of the diagram")
  void says() {
    try (Page page = visit(DESK, ColorScheme.LIGHT)) {
      assertThat(page.locator("#data")).hasText(folder.resolve("data").toString());
      assertThat(page.locator("#etcdctl"))
          .containsText("ETCDCTL_ENDPOINTS=" + cluster.plan().endpoints());
      assertThat(page.locator("#replay")).hasText("./ds replay " + cluster.recording());
      page.locator("[name=key]").fill("nothing");
      page.locator("#get").click();
      assertThat(page.locator("#answer")).containsText("says that there is no nothing.");
      page.locator("[name=prefix]").fill("traffic/");
      page.locator("#watch .button").click();
      page.locator("#put .primary").click();
      assertThat(page.locator("#answer")).containsText("Written by");
      Locator traffic = page.locator("#traffic");
      traffic.click();
      awaitChange(page, "traffic/");
      assertThat(page.locator("#writes")).hasText(Pattern.compile("[1-9].*"));
      traffic.click();
      assertThat(traffic).hasText("Write all the time");
      assertThat(page.locator("#changes")).not().containsText("nothing");
      assertThat(page.locator("#gaps")).hasText("Every step of the last 10 s is drawn.");
    }
  }
}
