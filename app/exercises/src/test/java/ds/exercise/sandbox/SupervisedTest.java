package ds.exercise.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ds.exercise.ping.PingExercise;
import ds.lab.source.MemoryCompiler;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A learner's object that is no node does no more harm than a node.
class SupervisedTest {

  /// An object with one method.
  ///
  /// @param members what else the class has
  /// @param statements what the method does
  @SuppressWarnings("unchecked") // what the source says
  private static Function<String, Object> made(String members, String statements) {
    String source =
        """
        package ping;

        import java.util.*;
        import java.util.function.*;

        public final class Pinger implements Function<String, Object> {
          %s

          @Override
          public Object apply(String text) {
            %s
          }
        }
        """
            .formatted(members, statements);
    var sources = Map.of("ping/Pinger.java", source);
    var classes = MemoryCompiler.compileAll("object", sources);
    assertThat(Guard.objections(classes, PingExercise.EXERCISE)).isEmpty();
    return new Sandbox<>(classes, PingExercise.EXERCISE).make("Pinger", Function.class);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments("an exception", "", "throw new IllegalStateException(\"no\");", "no"),
        arguments("a null", "", "return null;", "no null"),
        arguments("a loop", "", "while (true) {}", "did not come to an end"),
        arguments("recursion", "", "return apply(text);", "without end"),
        arguments("a constructor", "Pinger() { int i = 1 / (1 - 1); }", "return 1;", "zero"),
        arguments("no value", "", "return new Object();", "can change"),
        arguments(
            "a list without an end",
            "static final class Endless extends AbstractList<Integer> {"
                + " public Integer get(int i) { return i; }"
                + " public int size() { while (true) {} } }",
            "return new Endless();",
            "did not come to an end"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  @DisplayName("whatever fails is a blunder that is explained")
  void blunders(String failure, String members, String statements, String named) {
    Function<String, Object> object = made(members, statements);
    assertThatThrownBy(() -> object.apply("x"))
        .isInstanceOf(Blunder.class)
        .hasMessageContaining(named);
  }

  @Test
  @DisplayName("a blunder names the line")
  void theLine() {
    Function<String, Object> object = made("", "return Optional.empty().orElseThrow();");
    assertThatThrownBy(() -> object.apply("x")).hasMessageContaining("(Pinger.java:11)");
  }

  @Test
  @DisplayName("each call may do as much as a step")
  void everyCallIsMeteredByItself() {
    Function<String, Object> object =
        made("", "int sum = 0; for (int i = 0; i < 9_000_000; i++) { sum += i; } return sum;");
    for (int i = 0; i < 4; i++) {
      assertThat(object.apply("x")).isInstanceOf(Integer.class);
    }
  }

  @Test
  @DisplayName("what it has answered does not change any more")
  void anAnswerStays() {
    Function<String, Object> object =
        made("private final List<String> all = new ArrayList<>();", "all.add(text); return all;");
    Object first = object.apply("a");
    Object second = object.apply("b");
    assertThat(first).isEqualTo(List.of("a"));
    assertThat(second).isEqualTo(List.of("a", "b"));
  }
}
