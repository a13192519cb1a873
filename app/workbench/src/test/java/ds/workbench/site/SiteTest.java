package ds.workbench.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ds.workbench.site.place.Checkout;
import ds.workbench.site.place.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A repository of a few files, and the site made of it.
class SiteTest {

  private static final Pattern REFERENCE =
      Pattern.compile("(?:href|src)=\"([^\"#]*)(?:#[^\"]*)?\"");

  @TempDir Path folder;

  @BeforeEach
  void repository() throws IOException {
    put("README.md", "# Home\n[how](ARCHITECTURE.md)\n");
    put("ARCHITECTURE.md", "# How\n");
    put("CONTRIBUTING.md", "# Contributing\n");
    put("LICENSE", "free\n");
    put("reference/README.md", "# Reference\n\n- [logs](logs.md)\n- [clocks](clocks.md)\n");
    put("reference/clocks.md", "# Clocks\n");
    put("reference/logs.md", "# Logs\n\n## The end\n");
    put("reference/glossary.md", "# Glossary\n\n**quorum**, enough members to decide.\n");
    put("research/README.md", "# Research\n");
    put("app/README.md", "# Programs\n");
    put("app/exercises/ping/README.md", "# Ping\n");
    put("app/systems/kv/README.md", "# A store\n");
    put("app/x/src/main/java/x/Node.java", "package x;\n\n/// <b>\nclass Node {}\n");
    put("app/x/src/main/java/x/package-info.java", "/// # X\n///\n/// See [Node].\npackage x;\n");
  }

  private void put(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Site site() {
    return Site.of(new Checkout(folder));
  }

  private String page(String address) {
    return new String(site().file(address).orElseThrow(), UTF_8);
  }

  private List<String> defects() {
    return site().defects().stream().map(Defect::toString).toList();
  }

  @Test
  @DisplayName("links lead to the pages of what they name in the repository")
  void links() throws IOException {
    put(
        "reference/clocks.md",
        "# Clocks\n[a](logs.md#the-end) [b](../app) [c](../app/x/src/main/java/x/Node.java#L3)"
            + " [d](../README.md) [e](https://example.org/) [f](#clocks)\n");
    assertThat(page("reference/clocks.html"))
        .contains(
            "href=\"logs.html#the-end\"",
            "href=\"../app/index.html\"",
            "href=\"../source/app/x/src/main/java/x/Node.java.html#L3\"",
            "href=\"../readme.html\"",
            "href=\"https://example.org/\" class=\"elsewhere\"",
            "href=\"#clocks\"");
    assertThat(defects()).isEmpty();
  }

  @Test
  @DisplayName("what leads nowhere is named with its line")
  void deadLinks() throws IOException {
    put(
        "reference/clocks.md",
        """
        # Clocks

        [a](gone.md)

        [b](logs.md#gone)

        ![c](figures/gone.svg)

        [d](../../x)

        ![e](https://example.org/e.svg)

        [f](../app/x/src/main/java/x/Node.java#start)
        """);
    assertThat(defects())
        .containsExactly(
            "reference/clocks.md:3: dead link gone.md",
            "reference/clocks.md:5: no heading #gone in reference/logs.md",
            "reference/clocks.md:7: missing image figures/gone.svg",
            "reference/clocks.md:9: dead link ../../x",
            "reference/clocks.md:11: image from elsewhere: https://example.org/e.svg",
            "reference/clocks.md:13: no line of a file: #start");
  }

  @Test
  @DisplayName(
      "a link to lines leads to the first, one to a picture to itself, and headings alike"
          + " are told apart")
  void finerLinks() throws IOException {
    put("reference/figures/a.svg", "<svg/>");
    put(
        "reference/clocks.md",
        """
        # Clocks

        [a](../app/x/src/main/java/x/Node.java#L2-L4) [b](figures/a.svg) [c](#why-1)

        ## Why?

        ## Why?

        <!-- code: app/x/src/main/java/x/Node.java#Node -->
        ```java
        /// <b>
        class Node {}
        ```
        """);
    assertThat(page("reference/clocks.html"))
        .contains(
            "/x/Node.java.html#L2\">a</a>",
            "href=\"figures/a.svg\">b</a>",
            "<h2 id=\"why\">",
            "<h2 id=\"why-1\">",
            "/x/Node.java.html#L3\">Node.java</a>");
    assertThat(defects()).isEmpty();
  }

  @Test
  @DisplayName("the first use of a term leads to the glossary, in no heading and no link")
  void terms() throws IOException {
    put(
        "reference/clocks.md",
        "# Clocks\n\n## Quorum\n\n[a quorum](logs.md), `quorum`, two Quorums, a quorum.\n");
    assertThat(page("reference/clocks.html"))
        .contains("two <a href=\"glossary.html#term-quorum\"")
        .containsOnlyOnce("glossary.html#term-");
    assertThat(page("reference/glossary.html")).contains("<strong id=\"term-quorum\">");
  }

  @Test
  @DisplayName("the longest name of a term is meant, as a whole word, and in no head of a table")
  void namesOfTerms() throws IOException {
    put(
        "reference/glossary.md",
        "# Glossary\n\n**log**, a row.\n\n**log entry; record**, one of it. A log.\n");
    put(
        "reference/clocks.md",
        "# Clocks\n\nA catalogue of blogs.\n\n| record |\n|---|\n| x |\n\nTwo log entries, a log"
            + " entry, two logs, a Record.\n");
    assertThat(page("reference/clocks.html"))
        .contains("<th>record</th>", "<p>A catalogue of blogs.</p>")
        .containsPattern("Two <a [^>]*#term-log\"[^>]*>log</a> entries, a <a [^>]*#term-log-entry")
        .contains("two logs, a Record.");
    assertThat(page("reference/glossary.html"))
        .as("it explains a term where it stands")
        .contains("A log.</p>")
        .doesNotContain("#term-");
  }

  @Test
  @DisplayName("a figure shows its picture until its run can be stepped")
  void figures() throws IOException {
    put("reference/figures/a.svg", "<svg/>");
    put(
        "reference/clocks.md",
        """
        # Clocks

        <!-- figure: raft?seed=42&at=120 -->
        ![two & more](figures/a.svg)

        *The leader stops.*
        """);
    assertThat(page("reference/clocks.html"))
        .contains(
            "<figure class=\"live\"><ds-debugger link=\"raft?seed=42&amp;at=120\""
                + " from=\"81\" to=\"120\"><img src=\"figures/a.svg\" alt=\"two &amp; more\"",
            "<figcaption>The leader stops.</figcaption>")
        .doesNotContain("<!-- figure", "no-clients");
    put(
        "reference/clocks.md",
        "# Clocks\n\n<!-- figure: raft/figure-8?at=41 --no-clients -->\n![a](figures/a.svg)\n");
    assertThat(page("reference/clocks.html"))
        .contains("<ds-debugger link=\"raft/figure-8?", "at=41\" from=\"2\" to=\"41\" no-clients>");
    put("reference/clocks.md", "# Clocks\n\n<!-- figure: raft -->\nNothing.\n");
    assertThat(defects())
        .containsExactly("reference/clocks.md:3: no image below this figure's link");
  }

  @Test
  @DisplayName("a figure is an image alone, and its caption is all of the line or paragraph below")
  void captions() throws IOException {
    put("reference/figures/a.svg", "<svg/>");
    put(
        "reference/clocks.md",
        """
        # Clocks

        ![one](figures/a.svg)
        *Below it.*

        ![two](figures/a.svg) and words

        ![three](figures/a.svg)

        *A word* begins a paragraph.

        <!-- figure: paxos?seed=x -->
        ![four](figures/a.svg)
        """);
    assertThat(page("reference/clocks.html"))
        .contains("alt=\"one\" loading=\"lazy\"><figcaption>Below it.</figcaption></figure>")
        .contains("alt=\"two\" /> and words</p>", "alt=\"three\" loading=\"lazy\"></figure>")
        .contains("<p><em>A word</em> begins", "<ds-debugger link=\"paxos?seed=x\"><img ");
  }

  @Test
  @DisplayName("a figure's run exists, and its picture is what the simulator draws")
  void pictures() throws IOException {
    put("reference/figures/a.svg", "<svg/>");
    put(
        "reference/clocks.md",
        """
        # Clocks

        <!-- figure: paxos?seed=3 --from 4 --to 24 --no-clients -->
        ![two](figures/a.svg)

        <!-- figure: paxos?seed=3&do=4:crsh+s1 -->
        ![two](figures/a.svg)

        <!-- figure: paxos?seed=3 --from x -->
        ![two](figures/a.svg)
        """);
    assertThat(defects())
        .hasSize(3)
        .contains("reference/clocks.md:9: no such run: found 'x'; expected the number of a step")
        .contains(
            "reference/clocks.md:3: reference/figures/a.svg does not show this run;"
                + " './ds site --figures' draws it anew")
        .anySatisfy(it ->
            assertThat(it).startsWith("reference/clocks.md:6: no such run: unknown deed 'crsh'"));
    assertThat(site().redrawFigures()).containsExactly("reference/figures/a.svg");
    assertThat(page("reference/figures/a.svg")).contains("paxos, seed 3, steps 4 to 24");
    Files.delete(folder.resolve("reference/figures/a.svg"));
    assertThat(site().redrawFigures()).containsExactly("reference/figures/a.svg");
    assertThat(defects()).hasSize(2);
  }

  @Test
  @DisplayName("sources are shown line by line, and a package with its opening")
  void sources() {
    assertThat(page("source/app/x/src/main/java/x/Node.java.html"))
        .contains("id=\"L3\"", "&lt;b&gt;");
    assertThat(page("source/app/x/src/main/java/x/index.html"))
        .contains("<h2>X</h2>", "<code>Node</code>", "href=\"Node.java.html\"");
  }

  @Test
  @DisplayName("nothing is shown that lies outside the repository or is hidden in it")
  void outside() throws IOException {
    put(".git/config", "secret");
    put("app/x/target/Built.java", "class Built {}\n");
    assertThat(site().file("source/.git/config.html")).isEmpty();
    assertThat(site().file("source/app/x/target/Built.java.html")).isEmpty();
    assertThat(site().file("source/.git/index.html")).isEmpty();
    assertThat(site().file("source/app/x/target/index.html")).isEmpty();
    assertThat(site().file("source/../index.html")).isEmpty();
    assertThat(site().file("source/../../etc/passwd.html")).isEmpty();
    assertThat(site().file("reference/../../x.svg")).isEmpty();
    Path beside = Files.writeString(Files.createTempFile("beside", ".txt"), "secret");
    assertThat(site().file("source/" + beside + ".html")).isEmpty();
    assertThat(site().file("source/" + beside.getParent() + "/index.html")).isEmpty();
    Files.delete(beside);
  }

  @Test
  @DisplayName("pages follow each other as the first page of their folder lists them")
  void order() {
    assertThat(page("reference/logs.html"))
        .containsPattern("class=\"next\" href=\"clocks.html\"")
        .containsPattern("class=\"before\" href=\"index.html\"");
  }

  @Test
  @DisplayName("every link of the written site leads to one of its files")
  void whole() throws IOException {
    put("reference/figures/a.svg", "<svg/>");
    put("reference/logs.md", "# Logs\n\n[x](../app/x/src/main/java/x)\n\n![a](figures/a.svg)\n");
    Path out = folder.resolve("target/out");
    assertThat(site().write(out)).isGreaterThan(10);
    assertThat(out.resolve(".nojekyll")).exists();
    assertThat(out.resolve("404.html")).content().doesNotContain("href=\"../", "src=\"../");
    assertThat(out.resolve("missing.html")).content().contains("href=\"index.html\"");
    try (var files = Files.walk(out)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".html")).toList()) {
        REFERENCE
            .matcher(Files.readString(file))
            .results()
            .map(it -> it.group(1))
            .filter(it -> !it.isEmpty() && !it.matches("(https|data):.*"))
            .forEach(it -> assertThat(file.resolveSibling(it)).as("%s in %s", it, file).exists());
      }
    }
  }

  @Test
  @DisplayName("the index of the search knows the words of every section, and each term's entry")
  void search() throws IOException {
    put("reference/glossary.md", "# Glossary\n\n## Votes\n\n**quorum** — Enough of **them**.\n");
    put("reference/logs.md", "# Logs\n\nAbout `MatchIndex`.\n\n## The end\n\nCompaction.\n");
    put(
        "reference/clocks.md",
        "# Clocks\n\n" + "Ticking. ".repeat(9) + "Words and words. ".repeat(12) + "\n");
    assertThat(page("search.json"))
        .contains(
            "\"compaction\":[", "\"matchindex\":[", "\"match\":[", "reference/logs.html#the-end")
        .contains("glossary.html#term-quorum", "\"quorum — Enough of them.\"")
        .containsPattern("\"ticking\":\\[\\d+,6]")
        .containsPattern("\"clocks\":\\[(\\d+,\\d+,)?\\d+,24]")
        .containsPattern("\"(Ticking\\. ){9}(Words and words\\. )*Words and …\"|Words …\"")
        .doesNotContain("\"the\":");
  }
}
