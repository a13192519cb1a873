package ds.workbench.house;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import ds.workbench.site.Site;
import ds.workbench.site.place.Checkout;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The rules of the house, put to the whole house. What each demands and why stands at the rule.
class TidyTest {

  private static final List<SourceFile> SOURCES = House.sources();

  @Test
  @DisplayName("no file has more than 600 lines, none of a protocol more than 400")
  void files() {
    assertNoOffence(SizeRules::file);
  }

  @Test
  @DisplayName("no style sheet and no script of a page has more than 600 lines")
  void assets() {
    Stream<Path> assets = Stream.of(".css", ".js").flatMap(it -> House.files(it).stream());
    assertThat(assets.flatMap(it -> SizeRules.asset(it, House.text(it)).stream())).isEmpty();
  }

  @Test
  @DisplayName("no method has more than 70 lines, unless it is one pure switch")
  void methods() {
    assertNoOffence(SizeRules::method);
  }

  @Test
  @DisplayName("no line has more than 100 letters")
  void lines() {
    assertNoOffence(SizeRules::line);
  }

  @Test
  @DisplayName("every link of a page and every excerpt in it is what it was")
  void texts() {
    assertThat(Site.of(new Checkout(House.ROOT)).defects()).isEmpty();
  }

  @Test
  @DisplayName("no type has an empty word in its name")
  void names() {
    assertNoOffence(NameRules::type);
  }

  @Test
  @DisplayName("no record has more than 7 components, no constructor more than 5 parameters")
  void shapes() {
    assertNoOffence(ShapeRules::type);
  }

  @Test
  @DisplayName("no intention stands in a comment without the number of its issue")
  void intentions() {
    assertNoOffence(CommentRules::todo);
  }

  @Test
  @DisplayName("no doc comment is torn by a plain one")
  void docComments() {
    assertNoOffence(CommentRules::tornDoc);
  }

  @Test
  @DisplayName("every main package opens with a title and says where to begin")
  void openings() {
    assertThat(overPackages(OpeningRules::opening)).isEmpty();
  }

  @Test
  @DisplayName("no main package has more than 12 files besides its opening")
  void packages() {
    assertThat(
            overPackages((name, files) -> {
              files.removeIf(SourceFile::isPackageOpening);
              return ShapeRules.packageSize(name, files);
            }))
        .isEmpty();
  }

  @Test
  @DisplayName("every message of a protocol stands in a table")
  void messages() {
    assertThat(overPackages(MessageTableRule::messages)).isEmpty();
  }

  @Test
  @DisplayName("every page has one title and no dead link")
  void pages() {
    assertThat(
            House.files(".md").stream()
                .flatMap(it -> MarkdownRules.page(it, House.text(it)).stream()))
        .isEmpty();
  }

  private static void assertNoOffence(Rule rule) {
    assertThat(SOURCES.stream().flatMap(file -> rule.offencesIn(file).stream())).isEmpty();
  }

  /// A rule that looks at the main sources of one package at a time.
  private interface PackageRule {
    List<Offence> offencesIn(String name, Set<SourceFile> files);
  }

  private static Stream<Offence> overPackages(PackageRule rule) {
    Map<String, Set<SourceFile>> packages =
        SOURCES.stream()
            .filter(SourceFile::isMain)
            .collect(
                groupingBy(
                    SourceFile::packageName, TreeMap::new, toCollection(LinkedHashSet::new)));
    return packages.entrySet().stream()
        .flatMap(entry -> rule.offencesIn(entry.getKey(), entry.getValue()).stream());
  }
}
