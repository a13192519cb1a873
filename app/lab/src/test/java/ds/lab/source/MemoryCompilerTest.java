package ds.lab.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryCompilerTest {

  @Test
  void compilesSourcesThatUseEachOther() {
    Map<String, String> sources =
        Map.of("p/A.java", "package p; class A { B b; }", "p/B.java", "package p; class B {}");
    assertThat(MemoryCompiler.compileAll("two", sources).keySet()).containsExactly("p.A", "p.B");
  }

  @Test
  void tellsErrorsByFileAndLine() {
    MemoryCompiler.Result result =
        MemoryCompiler.compile(Map.of("p/A.java", "package p;\nclass A { int x = y; }"));
    assertThat(result).isInstanceOf(MemoryCompiler.Result.Errors.class);
    assertThat(((MemoryCompiler.Result.Errors) result).errors().getFirst())
        .startsWith("p/A.java:2: ")
        .contains("y");
  }

  @Test
  void refusesSourcesThatWereKnownToBeRight() {
    Map<String, String> wrong = Map.of("A.java", "class B");
    assertThatThrownBy(() -> MemoryCompiler.compileAll("mutant m", wrong))
        .hasMessageStartingWith("mutant m does not compile:\nA.java:1: ");
  }
}
