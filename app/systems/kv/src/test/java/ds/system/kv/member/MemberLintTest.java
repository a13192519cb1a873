package ds.system.kv.member;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.lint.ClassFiles;
import ds.lab.lint.Lint;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The lint of contract C1, put to the node.
class MemberLintTest {

  @Test
  @DisplayName("a member is a deterministic function of its events")
  void lint() throws IOException {
    URL classes = Member.class.getProtectionDomain().getCodeSource().getLocation();
    try (var loader = new URLClassLoader(new URL[] {classes}, null)) {
      ClassFiles judged =
          ClassFiles.ofPackages(
              loader, "ds.system.kv.member", "ds.system.kv.call", "ds.system.kv.roster");
      assertThat(judged.contents()).hasSizeGreaterThan(50);
      ClassFiles known =
          ClassFiles.ofPackages(
              getClass().getClassLoader(),
              "ds.core",
              "ds.protocol",
              "ds.system.kv.command",
              "ds.system.kv.store",
              "ds.system.kv.lease",
              "ds.system.kv.auth");
      assertThat(Lint.check(judged, known)).isEmpty();
    }
  }
}
