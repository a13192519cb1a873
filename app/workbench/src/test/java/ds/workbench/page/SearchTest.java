package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import ds.workbench.door.FrontDoor;
import ds.workbench.site.Site;
import ds.workbench.site.place.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Searches a few pages, of which it is known what stands in them.
class SearchTest {

  private static final int DESK = 1400;

  private static final String PAGE = "reference/clocks.html";

  private static final String CLOCKS =
      """
      # Clocks

      ## Leases

      A clock whose drift has a limit.

      ## Order

      A logical clock is logical: a logical thing, like logical ones.

      ## Writing

      A log is a log.
      """;

  @TempDir private static Path folder;

  @RegisterExtension static final Browsing browsing = Browsing.of(SearchTest::open);

  private static FrontDoor open() throws IOException {
    put("README.md", "# Home\n");
    put("reference/README.md", "# Reference\n\n[clocks](clocks.md), [many](many.md)\n");
    put("reference/clocks.md", CLOCKS);
    StringBuilder many = new StringBuilder("# Many\n");
    for (int i = 1; i <= 30; i++) {
      many.append("\n## Part ").append(i).append("\n\nOne of several.\n");
    }
    put("reference/many.md", many.toString());
    return FrontDoor.open(Site.of(new Checkout(folder)), 0, Map.of());
  }

  private static void put(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /// The page with its search open.
  private static Page searching() {
    Page page = browsing.visit(PAGE, DESK, ColorScheme.LIGHT);
    page.locator("#search-open").click();
    return page;
  }

  private static Locator input(Page page) {
    return page.locator(".search input");
  }

  private static Locator status(Page page) {
    return page.locator(".search [role=status]");
  }

  private static Locator links(Page page) {
    return page.locator(".search li a");
  }

  @Test
  @DisplayName("each further word narrows what is found, and a whole word counts for more")
  void words() {
    try (Page page = searching()) {
      input(page).fill("clock");
      assertThat(status(page)).hasText("4 sections");
      input(page).fill("clock drift");
      assertThat(status(page)).hasText("1 section");
      assertThat(links(page).first()).containsText("Clocks › Leases");
      input(page).fill("clock several");
      assertThat(status(page)).hasText("Nothing found");
      assertThat(links(page)).hasCount(0);
      input(page).fill("log");
      assertThat(links(page)).hasText(new Pattern[] {found("Writing"), found("Order")});
      input(page).fill("l");
      assertThat(status(page)).hasText("");
    }
  }

  private static Pattern found(String heading) {
    return Pattern.compile("Clocks › " + heading + ".*");
  }

  @Test
  @DisplayName("what says most stands first, and of what says as much, what is read first")
  void order() {
    try (Page page = searching()) {
      input(page).fill("lo");
      assertThat(links(page)).hasText(new Pattern[] {found("Order"), found("Writing")});
      input(page).fill("li");
      assertThat(links(page)).hasText(new Pattern[] {found("Leases"), found("Order")});
    }
  }

  @Test
  @DisplayName("of many sections the first are shown, and all are counted")
  void many() {
    try (Page page = searching()) {
      input(page).fill("several");
      assertThat(status(page)).hasText("30 sections");
      assertThat(links(page)).hasCount(24);
    }
  }

  @Test
  @DisplayName("what was typed last is what is shown, however late the index comes")
  void late() {
    try (Page page = browsing.blank(DESK, ColorScheme.LIGHT)) {
      List<Route> held = new ArrayList<>();
      page.route("**/search.json", held::add);
      page.navigate(browsing.address(PAGE));
      page.locator("#search-open").click();
      input(page).fill("several");
      input(page).fill("drift");
      assertThat(status(page)).hasText("");
      held.reversed().forEach(Route::resume);
      assertThat(status(page)).hasText("1 section");
      assertThat(links(page)).hasText(new Pattern[] {found("Leases")});
      assertThat(held).as("times that the index is read").hasSize(1);
    }
  }

  @Test
  @DisplayName("an index that cannot be read is said, and asked for again")
  void unreadable() {
    try (Page page = browsing.blank(DESK, ColorScheme.LIGHT)) {
      page.route(
          "**/search.json", it -> it.fulfill(new Route.FulfillOptions().setBody("no index")));
      page.navigate(browsing.address(PAGE));
      page.locator("#search-open").click();
      assertThat(status(page)).hasText("The index of the search cannot be read");
      page.unroute("**/search.json");
      input(page).fill("drift");
      assertThat(status(page)).hasText("1 section");
    }
  }

  @Test
  @DisplayName("the arrows go through what is found, and the return key to the first of it")
  void keys() {
    try (Page page = searching()) {
      input(page).fill("log");
      assertThat(links(page)).hasCount(2);
      page.keyboard().press("ArrowDown");
      page.keyboard().press("ArrowDown");
      assertThat(links(page).nth(1)).isFocused();
      page.keyboard().press("ArrowDown");
      assertThat(links(page).nth(1)).isFocused();
      page.keyboard().press("ArrowUp");
      assertThat(links(page).first()).isFocused();
      page.keyboard().press("ArrowUp");
      assertThat(input(page)).isFocused();
      page.keyboard().press("Enter");
      page.waitForURL("**/" + PAGE + "#writing");
      assertThat(page.locator(".search")).isHidden();
    }
  }

  @Test
  @DisplayName("it is closed by Escape or beside it, and what is typed next replaces what was")
  void closed() {
    try (Page page = searching()) {
      input(page).fill("drift");
      page.keyboard().press("Escape");
      assertThat(page.locator(".search")).isHidden();
      assertThat(page.locator("#search-open")).isFocused();
      page.locator("#search-open").click();
      page.keyboard().type("several");
      assertThat(input(page)).hasValue("several");
      input(page).click();
      assertThat(page.locator(".search")).isVisible();
      page.mouse().click(5, 500);
      assertThat(page.locator(".search")).isHidden();
    }
  }
}
