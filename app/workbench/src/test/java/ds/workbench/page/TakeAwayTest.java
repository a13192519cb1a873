package ds.workbench.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static ds.workbench.page.Browsing.tab;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import ds.lab.script.Language;
import ds.lab.script.Performance;
import ds.scenario.script.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Takes away from the debugger what can be taken away: a link, a picture, a script.
class TakeAwayTest {

  /// A run in which servers vote at the step shown.
  private static final String RUN = "raft?seed=42&at=120";

  @RegisterExtension static final Browsing browsing = Browsing.ofDebugger();

  @Test
  @DisplayName("a run is saved as a script, which plays as what the page showed")
  void script() throws IOException {
    Page page = browsing.desk(RUN);
    tab(page, "Take over").click();
    page.locator("[data-choice='crash s2']").click();
    page.locator("[data-key=forward]").click();
    page.locator("[data-key=forward]").click();
    page.locator("[data-key=back]").click();
    Download saved = page.waitForDownload(() -> button(page, "Script").click());
    assertThat(saved.suggestedFilename()).isEqualTo("raft-42.txt");
    assertThat(page.locator(".dsd-said")).containsText("scenarios/runs");
    String text = Files.readString(saved.path());
    assertThat(text)
        .contains("run raft?seed=42 ; to ", "crash s2 ; to 121\n----\n121 steps, ")
        .doesNotContain("to 122", "to 160");
    Language runs = Languages.named("runs").orElseThrow();
    assertThat(Performance.of("raft-42.txt", text, runs)).isInstanceOf(Performance.Passed.class);
    page.keyboard().press("End");
    Download whole = page.waitForDownload(() -> button(page, "Script").click());
    assertThat(Files.readString(whole.path())).contains("\nto 160\n----\n160 steps, ");
  }

  @Test
  @DisplayName("the link is copied, or shown where a browser does not let it be copied")
  void link() {
    Page page = browsing.desk(RUN);
    String link = browsing.address("run.html#" + RUN);
    page.evaluate("navigator.clipboard.writeText = async text => (window.copied = text)");
    button(page, "Link").click();
    assertThat(page.locator(".dsd-said")).hasText("The link is copied.");
    assertThat(page.evaluate("window.copied")).isEqualTo(link);
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject('forbidden'))");
    button(page, "Link").click();
    assertThat(page.getByRole(AriaRole.DIALOG).locator("textarea")).hasValue(link);
    button(page, "Close").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
  }

  @Test
  @DisplayName("the picture shows the steps that are in sight, and is named after its run")
  void picture() throws IOException {
    Page page = browsing.desk(RUN);
    Download saved = page.waitForDownload(() -> button(page, "SVG").click());
    assertThat(saved.suggestedFilename()).isEqualTo("raft-42.svg");
    Matcher steps =
        Pattern.compile(">raft, seed 42, steps (\\d+) to (\\d+)<")
            .matcher(Files.readString(saved.path()));
    assertThat(steps.find()).isTrue();
    assertThat(Integer.parseInt(steps.group(1))).isBetween(50, 119);
    assertThat(Integer.parseInt(steps.group(2))).isBetween(121, 200);
    browsing.desk("raft/figure-8?at=41");
    Download script = page.waitForDownload(() -> button(page, "SVG").click());
    assertThat(script.suggestedFilename()).isEqualTo("raft-figure-8.svg");
  }

  private static Locator button(Page page, String name) {
    return page.locator("ds-debugger")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }
}
