package ds.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ds.browser.chromium.Chromium;
import ds.browser.chromium.EnginePage;
import ds.browser.chromium.EnginePage.Form;
import ds.lab.script.file.ScriptFile;
import ds.scenario.Catalogue;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page runs the same nodes in the same simulated world: compiled to JavaScript, a seed gives
/// the same steps as on the JVM.
class BrowserDeterminismTest {

  private static final String LINK = "paxos?seed=3&do=40:crash+s1";

  private static final List<String> MISTAKES =
      List.of(
          "cluster 3\ncrsh s1", "cluster 0", "cluster 3\ndeliver s1->s2", "cluster 3\nelect s9");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  @DisplayName("every scenario and script takes the same steps in Chromium, and shows the same")
  void sameSteps(Form form) throws IOException, InterruptedException {
    Optional<Chromium> chromium = Chromium.find();
    assumeTrue(chromium.isPresent(), "there is no `chromium` on the PATH to open a page with");
    List<String> links = links();
    StringBuilder program = new StringBuilder(EnginePage.SHELVE);
    links.forEach(link -> program.append("say(engine.hash('%s'));\n".formatted(link)));
    program.append("engine.open('%s');\n".formatted(LINK));
    for (String question :
        List.of("state(1, 40)", "view(1, 1, 40)", "pending(1, 40)", "svg(1, 1, 40)", "open('?')")) {
      program.append("say(engine.").append(question).append(");\n");
    }
    String words = chromium.get().words(EnginePage.write(folder, form, program.toString()));

    assertThat(List.of(words.split("\n", -1))).isEqualTo(expected(links));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("every script prints the same lines in Chromium, and is refused with the same words")
  void sameLines(Form form) throws IOException, InterruptedException {
    Optional<Chromium> chromium = Chromium.find();
    assumeTrue(chromium.isPresent(), "there is no `chromium` on the PATH to open a page with");
    StringBuilder program = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (Part part : parts()) {
      program.append("say(engine.play('%s', %s));\n".formatted(part.protocol(), part.quoted()));
      expected.add(Engine.play(part.protocol(), part.script()));
    }
    String words = chromium.get().words(EnginePage.write(folder, form, program.toString()));
    assertThat(List.of(words.split("\n", -1))).isEqualTo(expected);
  }

  @Test
  @DisplayName("a page can import whatever the engine exports")
  void sameNames() throws IOException {
    String facade = EnginePage.facade();
    String names = facade.substring(facade.lastIndexOf("{\n"), facade.lastIndexOf('}'));
    List<String> exported =
        Stream.of(Engine.class.getMethods())
            .filter(it -> it.getDeclaringClass() == Engine.class && !it.getName().equals("main"))
            .map(Method::getName)
            .toList();
    assertThat(names.split("[{},\\s]+"))
        .filteredOn(it -> !it.isEmpty())
        .containsExactlyInAnyOrderElementsOf(exported);
  }

  /// The runs of the house: scenarios under a seed, and scripts, which the page fetches.
  private static List<String> links() throws IOException {
    Stream<String> scenarios = Catalogue.all().stream().map(it -> it.name() + "?seed=7&at=1500");
    Stream<String> scripts =
        ScriptFile.all(EngineTest.SCRIPTS).stream()
            .map(it -> it.name().replaceFirst("\\.txt$", "?at=300"));
    return Stream.concat(scenarios, scripts).toList();
  }

  private record Part(String protocol, String script) {

    /// As JavaScript.
    String quoted() {
      String safe = script.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n");
      return "'" + safe + "'";
    }
  }

  private static List<Part> parts() throws IOException {
    List<Part> parts = new ArrayList<>();
    for (ScriptFile file : ScriptFile.all(EngineTest.SCRIPTS)) {
      parts.add(new Part(file.protocol(), Files.readString(file.path())));
    }
    assertThat(parts).hasSizeGreaterThan(30);
    MISTAKES.forEach(it -> parts.add(new Part("raft", it)));
    parts.add(new Part("rfat", "cluster 3"));
    return parts;
  }

  private static List<String> expected(List<String> links) throws IOException {
    List<String> expected = new ArrayList<>();
    EngineTest.shelve();
    links.forEach(link -> expected.add(Engine.hash(link)));
    int run = EngineTest.run(Engine.open(LINK));
    expected.add(Engine.state(run, 40));
    expected.add(Engine.view(run, 1, 40));
    expected.add(Engine.pending(run, 40));
    expected.add(Engine.svg(run, 1, 40));
    expected.add(Engine.open("?"));
    Engine.close(run);
    return expected;
  }
}
