package ds.workbench.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A rule that never failed is untested: here each meets an offender, and a neighbour of the
/// offender that keeps the rule.
class TidyRulesTest {

  private static final String PROTOCOL = "app/protocols/src/main/java/ds/protocol/x/X.java";

  @Test
  @DisplayName("a file of 601 lines, and one of 401 in a protocol")
  void files() {
    assertThat(SizeRules.file(source("app/lab/src/main/java/X.java", "\n".repeat(601)))).hasSize(1);
    assertThat(SizeRules.file(source("app/lab/src/main/java/X.java", "\n".repeat(600)))).isEmpty();
    assertThat(SizeRules.file(source(PROTOCOL, "\n".repeat(401)))).hasSize(1);
    assertThat(SizeRules.file(source(PROTOCOL, "\n".repeat(400)))).isEmpty();
  }

  @Test
  @DisplayName("a style sheet of 601 lines")
  void assets() {
    assertThat(SizeRules.asset(Path.of("style.css"), "\n".repeat(601))).hasSize(1);
    assertThat(SizeRules.asset(Path.of("style.css"), "\n".repeat(600))).isEmpty();
  }

  @Test
  @DisplayName("a method of 71 lines")
  void methods() {
    assertThat(SizeRules.method(source("class X { void f() {" + "\n;".repeat(70) + "} }")))
        .singleElement()
        .hasToString("app/lab/src/main/java/X.java:1: f has 71 lines, at most 70");
    assertThat(SizeRules.method(source("class X { void f() {" + "\n;".repeat(69) + "} }")))
        .isEmpty();
  }

  @Test
  @DisplayName("a switch of 80 rows that does more than dispatch")
  void dispatch() {
    assertThat(SizeRules.method(source(switchWith("case %d -> g();")))).isEmpty();
    assertThat(SizeRules.method(source(switchWith("case %d -> { g(); g(); }")))).hasSize(1);
  }

  private static String switchWith(String row) {
    var rows = IntStream.range(0, 80).mapToObj(row::formatted).toList();
    return "class X { void f(int i) { switch (i) {\n" + String.join("\n", rows) + "} } }";
  }

  @Test
  @DisplayName("a line of 101 letters")
  void lines() {
    assertThat(SizeRules.line(source("// " + "x".repeat(98)))).hasSize(1);
    assertThat(SizeRules.line(source("// " + "é".repeat(97)))).isEmpty();
    assertThat(SizeRules.line(source("// https://" + "x".repeat(98)))).isEmpty();
  }

  @Test
  @DisplayName("an empty word in a name")
  void names() {
    assertThat(NameRules.type(source("class LogManager {}"))).hasSize(1);
    assertThat(NameRules.type(source("class X { record NodeInfo() {} }"))).hasSize(1);
    assertThat(NameRules.type(source("class Database {}"))).isEmpty();
  }

  @Test
  @DisplayName("a record of 8 components, a constructor of 6 parameters")
  void shapes() {
    assertThat(
            ShapeRules.type(
                source("record X(int a, int b, int c, int d, int e, int f, int g, int h) {}")))
        .hasSize(1);
    assertThat(
            ShapeRules.type(source("class X { X(int a, int b, int c, int d, int e, int f) {} }")))
        .hasSize(1);
    assertThat(
            ShapeRules.type(source("record X(int a, int b, int c, int d, int e, int f, int g) {}")))
        .isEmpty();
  }

  @Test
  @DisplayName("an intention without an issue")
  void intentions() {
    assertThat(CommentRules.todo(source("// TO" + "DO later"))).hasSize(1);
    assertThat(CommentRules.todo(source("// TO" + "DO #12 later"))).isEmpty();
  }

  @Test
  @DisplayName("a torn doc comment")
  void docComments() {
    assertThat(CommentRules.tornDoc(source("/// one\n// two\nclass X {}"))).hasSize(1);
    assertThat(CommentRules.tornDoc(source("/// one\n/// two\nclass X {}"))).isEmpty();
  }

  @Test
  @DisplayName("a package without an opening, and openings without their headings")
  void openings() {
    assertThat(OpeningRules.opening("ds.lab.x", Set.of(source("class X {}")))).hasSize(1);
    assertThat(opening("ds.lab.x", "/// Some text.")).hasSize(2);
    assertThat(opening("ds.lab.x", "/// # Title\n/// **Read** it.")).isEmpty();
    assertThat(opening("ds.protocol.x", "/// # Title\n/// **Read** it.")).hasSize(2);
  }

  private static List<Offence> opening(String name, String text) {
    Path path = Path.of("app/lab/src/main/java/package-info.java");
    return OpeningRules.opening(
        name, Set.of(SourceFile.of(path, text + "\npackage " + name + ";\n")));
  }

  @Test
  @DisplayName("a package of 13 files")
  void packages() {
    var files = new LinkedHashSet<SourceFile>();
    IntStream.range(0, 12).forEach(i -> files.add(source("class X" + i + " {}")));
    assertThat(ShapeRules.packageSize("ds.x", files)).isEmpty();
    files.add(source("class X12 {}"));
    assertThat(ShapeRules.packageSize("ds.x", files)).hasSize(1);
  }

  @Test
  @DisplayName("what a room or a system is made of, and what tries it or is laid out to be changed")
  void main() {
    assertThat(source(PROTOCOL, "class X {}").isMain()).isTrue();
    assertThat(source("app/systems/x/src/main/java/X.java", "class X {}").isMain()).isTrue();
    assertThat(source("app/lab/src/test/java/X.java", "class X {}").isMain()).isFalse();
    assertThat(source("app/systems/x/src/test/java/X.java", "class X {}").isMain()).isFalse();
    assertThat(source("app/exercises/x/skeleton/X.java", "class X {}").isMain()).isFalse();
  }

  @Test
  @DisplayName("a message that is in no table")
  void messages() {
    var family =
        """
        /// | asks | answers |
        /// | [Ask] | [XMessage.Answer] |
        sealed interface XMessage {
          record Ask() implements XMessage {}
          record Answer() implements XMessage {}
          record Forgotten() implements XMessage {}
        }
        """;
    assertThat(MessageTableRule.messages("ds.protocol.x", Set.of(source(PROTOCOL, family))))
        .singleElement()
        .extracting(Offence::what)
        .isEqualTo("Forgotten is in no table");
  }

  @Test
  @DisplayName("a page with two titles, and one with a dead link")
  void pages() {
    var page = Path.of("README.md");
    assertThat(MarkdownRules.page(page, "# One\n# Two\n")).hasSize(1);
    assertThat(MarkdownRules.page(page, "# One\n[gone](no-such-file.md)\n")).hasSize(1);
    assertThat(MarkdownRules.page(page, "# One\n[here](pom.xml#L1)\n```\n# two\n```\n")).isEmpty();
  }

  private static SourceFile source(String text) {
    return source("app/lab/src/main/java/X.java", text);
  }

  private static SourceFile source(String path, String text) {
    return SourceFile.of(Path.of(path), text);
  }
}
