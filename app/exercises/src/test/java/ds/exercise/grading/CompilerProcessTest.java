package ds.exercise.grading;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.source.MemoryCompiler;
import ds.lab.source.MemoryCompiler.Result;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Sources that want all of a compiler, and those that come after them.
class CompilerProcessTest {

  private static final Map<String, String> SOUND =
      Map.of("p/A.java", "package p; class A { ds.core.NodeId id; }");

  /// So that nobody waits for long, and sound sources need less on a slow machine as well.
  private static final long SECONDS_MAX = 4;

  private final CompilerProcess compiler = new CompilerProcess(Patience.of(SECONDS_MAX));

  @AfterEach
  void end() {
    compiler.close();
  }

  private List<String> errors(String members) throws InterruptedException {
    Result result = compiler.compile(Map.of("p/B.java", "package p;\nclass B {" + members + "}"));
    assertThat(result).isInstanceOf(Result.Errors.class);
    return ((Result.Errors) result).errors();
  }

  private void assertGoesOn() throws InterruptedException {
    Result result = compiler.compile(SOUND);
    assertThat(result).isInstanceOf(Result.Classes.class);
    byte[] here = MemoryCompiler.compileAll("sound", SOUND).get("p.A");
    assertThat(((Result.Classes) result).classes())
        .hasEntrySatisfying("p.A", bytes -> assertThat(bytes).isEqualTo(here));
  }

  @Test
  @DisplayName("says what is wrong as a compiler does")
  void wrong() throws InterruptedException {
    assertThat(errors("int x = y;").getFirst()).startsWith("p/B.java:2: ").contains("y");
    assertGoesOn();
  }

  @Test
  @DisplayName("an expression that is nested too deeply is refused in a sentence")
  void deep() throws InterruptedException {
    int depth = 20_000;
    assertThat(errors("int x = " + "(".repeat(depth) + "1" + ")".repeat(depth) + ";"))
        .containsExactly("the compiler gave up: something is nested too deeply for it");
    assertGoesOn();
  }

  @Test
  @DisplayName("constants that fill the memory are refused in a sentence")
  void large() throws InterruptedException {
    String doubled =
        IntStream.range(1, 16)
            .mapToObj(i -> "static final String S%d = S%d + S%d;".formatted(i, i - 1, i - 1))
            .collect(Collectors.joining());
    String first = "static final String S0 = \"" + "x".repeat(60_000) + "\";";
    assertThat(errors(first + doubled))
        .containsExactly("the compiler gave up: it needs more memory than it has");
    assertGoesOn();
  }

  /// Each type has two of the one before in it: a trillion of the first in the last.
  @Test
  @DisplayName("types that grow without end are refused in a sentence")
  void endless() throws InterruptedException {
    String doubled =
        IntStream.range(1, 41)
            .mapToObj(i -> "var x%d = twice(x%d);".formatted(i, i - 1))
            .collect(Collectors.joining());
    String twice = "static <T> java.util.Map<T, T> twice(T t) { return null; }";
    assertThat(errors(twice + "void m() { var x0 = twice(1);" + doubled + "}"))
        .containsExactly(
            "the compiler gave up: it needs more than 4 s, or more memory than it has");
    assertGoesOn();
  }
}
