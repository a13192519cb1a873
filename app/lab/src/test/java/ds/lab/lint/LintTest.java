package ds.lab.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.Node;
import ds.lab.lint.Finding.Kind;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What the lint reads, what it takes for known, and how it says what it has found.
class LintTest {

  @Test
  void aFindingReadsAsASentence() {
    var finding =
        new Finding("Clock.java", 12, Kind.CLOCK, "System.nanoTime", "ask `Context.now()`");
    assertThat(finding)
        .hasToString(
            "Clock.java:12: System.nanoTime reads a clock that is not the node's own;"
                + " ask `Context.now()`");
  }

  @Test
  void withoutDebugInformationTheClassIsNamed() {
    var planted = new Planted("Offender", "class Offender { long t = System.nanoTime(); }");
    assertThat(planted.found("-g:none"))
        .containsExactly("Offender:0: CLOCK System.nanoTime; ask `Context.now()`");
  }

  @Test
  void theCoreIsClean() {
    var core = ClassFiles.ofPackages(Node.class.getClassLoader(), "ds.core");
    assertThat(core.contents()).hasSizeGreaterThan(15);
    assertThat(Lint.check(core)).isEmpty();
  }

  @Test
  void whatIsKnownIsNotJudged() {
    ClassFiles all =
        new Planted(
                "Offender",
                """
                class Offender {
                  long now = Library.now();
                }
                class Library {
                  static long now() {
                    return System.nanoTime();
                  }
                }
                """)
            .compiled();
    ClassFiles offender = only(all, "Offender");
    ClassFiles library = only(all, "Library");
    assertThat(Lint.check(offender, library)).isEmpty();
    assertThat(Lint.check(library)).extracting(Finding::kind).containsExactly(Kind.CLOCK);
    assertThat(Lint.check(offender)).extracting(Finding::kind).containsExactly(Kind.UNKNOWN);
  }

  private static ClassFiles only(ClassFiles classes, String name) {
    SortedMap<String, byte[]> contents = new TreeMap<>(classes.contents());
    contents.keySet().removeIf(each -> !each.endsWith(name + ".class"));
    return new ClassFiles(contents);
  }

  @Test
  void aDamagedClassFileIsNamed() {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    contents.put("Broken.class", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    var damaged = new ClassFiles(contents);
    assertThatThrownBy(() -> Lint.check(damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Broken.class is not a class file of Java 25 or older");
  }

  @Test
  void aMissingPlaceIsNamed() {
    assertThatThrownBy(() -> ClassFiles.in(Path.of("nowhere")))
        .hasMessageContaining("cannot read the classes in nowhere");
    assertThatThrownBy(() -> ClassFiles.ofPackages(getClass().getClassLoader(), "no.such"))
        .hasMessage("there is no class in package no.such");
  }
}
