package ds.scenario.lint;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.lint.ClassFiles;
import ds.lab.lint.Lint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The lint of contract C1, put to our own code.
class NodesAreDeterministicTest {

  @Test
  @DisplayName("every protocol is a deterministic function of its events")
  void protocols() {
    assertClean(classes("ds.protocol"), ClassFiles.NONE);
  }

  @Test
  @DisplayName("so are the clients of the scenarios")
  void clients() {
    assertClean(
        classes("ds.scenario.kv"),
        classes(
            "ds.protocol",
            "ds.lab.history",
            "ds.lab.scenario",
            "ds.lab.world",
            "ds.lab.chance",
            "ds.lab.fault"));
  }

  @Test
  @DisplayName("and the simulated world itself")
  void world() {
    assertClean(
        classes(
            "ds.lab.chance",
            "ds.lab.fault",
            "ds.lab.world",
            "ds.lab.simulation",
            "ds.lab.scenario",
            "ds.lab.run"),
        classes("ds.lab.history"));
  }

  private static void assertClean(ClassFiles judged, ClassFiles known) {
    assertThat(judged.contents()).isNotEmpty();
    assertThat(Lint.check(judged, known)).isEmpty();
  }

  private static ClassFiles classes(String... packages) {
    return ClassFiles.ofPackages(NodesAreDeterministicTest.class.getClassLoader(), packages);
  }
}
