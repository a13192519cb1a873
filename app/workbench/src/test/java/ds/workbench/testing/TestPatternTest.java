package ds.workbench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPatternTest {

  @TempDir Path root;

  @BeforeEach
  void twoTestClasses() throws IOException {
    Path folder = Files.createDirectories(root.resolve("app/core/src/test/java/ds/core"));
    Files.createFile(folder.resolve("NodeTest.java"));
    Files.createFile(folder.resolve("OtherNodeTest.java"));
    Files.createFile(folder.resolve("Planted.java"));
  }

  @Test
  @DisplayName("the exact name of a class means this class alone")
  void exactClass() {
    assertThat(TestPattern.of("NodeTest", root).surefire()).isEqualTo("NodeTest");
    assertThat(TestPattern.of("NodeTest#go", root).surefire()).isEqualTo("NodeTest#*go*");
  }

  @Test
  @DisplayName("anything else is a part of the name of a class or of a method")
  void part() {
    assertThat(TestPattern.of("Node", root).surefire()).isEqualTo("*Node*,*#*Node*");
    assertThat(TestPattern.of("Node#go", root).surefire()).isEqualTo("*Node*#*go*");
  }

  @Test
  @DisplayName("only test classes are offered as the nearest name")
  void classes() {
    assertThat(TestPattern.classes(root)).containsExactly("NodeTest", "OtherNodeTest");
  }
}
