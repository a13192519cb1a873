package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import ds.workbench.door.FrontDoor;
import ds.workbench.door.cluster.ClusterDesk;
import ds.workbench.door.cluster.LiveCluster;
import ds.workbench.site.Site;
import ds.workbench.site.page.ClusterPage;
import ds.workbench.site.place.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does with the live cluster what a visitor does.
class ClusterPageTest {

  private static final int DESK = 1400;

  @TempDir private Path folder;

  @Test
  @DisplayName("a leader is killed in the page, the next one leads, and a watch goes on")
  void failover() throws IOException {
    try (var browsing = Browsing.start();
        var cluster = LiveCluster.at(folder.resolve("data")).orElseThrow();
        var door = open(cluster);
        Page page = browsing.visit(door.address() + "cluster.html", DESK, ColorScheme.LIGHT)) {
      Locator leader = page.locator(".member.leads");
      leader.waitFor();
      final String killed = leader.getAttribute("data-member");
      page.locator("[name=value]").fill("before");
      page.locator("#put .primary").click();
      assertThat(page.locator("#changes li").first()).hasText("greeting = before");

      leader.getByText("Kill").click();
      page.locator(".member.leads:not([data-member=" + killed + "])").waitFor();
      assertThat(page.locator(".member.down")).hasAttribute("data-member", killed);
      String next = page.locator(".member.leads").getAttribute("data-member");
      Pattern story = Pattern.compile(killed + " is killed; \\d+ ms later " + next + " leads.*");
      assertThat(page.locator("#story")).hasText(story);
      assertThat(page.locator("#close-up canvas")).isVisible();

      page.locator("[name=value]").fill("after");
      page.locator("#put .primary").click();
      assertThat(page.locator("#changes li").first()).hasText("greeting = after");
      page.locator(".member.down").getByText("Start").click();
      assertThat(page.locator("[data-member=" + killed + "] .role")).hasText("follows");
      assertThat(browsing.complaints()).isEmpty();
    }
  }

  private FrontDoor open(LiveCluster cluster) throws IOException {
    Files.writeString(folder.resolve("README.md"), "# Home\n");
    Site site = Site.of(new Checkout(folder)).with(ClusterPage.of());
    FrontDoor door = FrontDoor.open(site, 0, Map.of("/live/", new ClusterDesk(cluster)));
    cluster.start();
    return door;
  }
}
