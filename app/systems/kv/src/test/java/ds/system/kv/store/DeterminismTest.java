package ds.system.kv.store;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.lint.ClassFiles;
import ds.lab.lint.Lint;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The lint of contract C1, put to the state that members agree on.
class DeterminismTest {

  @Test
  @DisplayName("the replicated state is a deterministic function of its commands")
  void lint() throws IOException {
    try (var loader = new URLClassLoader(mainClasses(), null)) {
      ClassFiles judged =
          ClassFiles.ofPackages(
              loader,
              "ds.system.kv.command",
              "ds.system.kv.store",
              "ds.system.kv.lease",
              "ds.system.kv.auth");
      assertThat(judged.contents()).hasSizeGreaterThan(50);
      ClassFiles known =
          ClassFiles.ofPackages(getClass().getClassLoader(), "ds.core", "ds.protocol");
      assertThat(Lint.check(judged, known)).isEmpty();
    }
  }

  /// Where the classes lie that are not tests.
  private static URL[] mainClasses() {
    return new URL[] {StoreMachine.class.getProtectionDomain().getCodeSource().getLocation()};
  }
}
