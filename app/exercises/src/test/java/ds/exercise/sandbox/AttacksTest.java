package ds.exercise.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ds.exercise.grading.Examiner;
import ds.exercise.grading.Mark;
import ds.exercise.ping.PingExercise;
import ds.exercise.ping.PingMessage;
import ds.exercise.task.TestCase;
import ds.lab.source.MemoryCompiler;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Somebody wants the points without the work. Every way in is either seen by the guard before
/// anything runs, or ends as a failed test that says what was wrong.
class AttacksTest {

  /// A pinger that answers nobody, and does something else when it starts.
  private static final String PINGER =
      """
      package ping;

      import ds.core.*;
      import ds.exercise.ping.*;
      import java.util.*;
      import java.util.function.*;

      public final class Pinger implements Node<PingMessage> {
        MEMBERS

        public Pinger(NodeId self, List<NodeId> servers) {}

        @Override
        public void on(Event<PingMessage> event, Context<PingMessage> context) {
          if (event instanceof Event.Started) {
            STATEMENTS
          }
        }
      }
      """;

  private static Map<String, String> doing(String statements) {
    return doing("", statements);
  }

  private static Map<String, String> doing(String members, String statements) {
    return Map.of(
        "ping/Pinger.java", PINGER.replace("MEMBERS", members).replace("STATEMENTS", statements));
  }

  private static List<String> objections(Map<String, String> sources) {
    return Guard.objections(MemoryCompiler.compileAll("attack", sources), PingExercise.EXERCISE);
  }

  private static Mark mark(Map<String, String> sources) {
    SortedMap<String, byte[]> classes = MemoryCompiler.compileAll("attack", sources);
    assertThat(Guard.objections(classes, PingExercise.EXERCISE)).isEmpty();
    return load(classes);
  }

  private static Mark load(SortedMap<String, byte[]> classes) {
    TestCase<PingMessage> test = PingExercise.EXERCISE.tests().getFirst();
    var sandbox = new Sandbox<>(classes, PingExercise.EXERCISE);
    return new Examiner<>(sandbox, () -> {}).examine(test, 1, 1);
  }

  static Stream<Arguments> outside() {
    return Stream.of(
        arguments("reflection", "Class.forName(\"x\");", "Class.forName"),
        arguments(
            "a field by name", "event.getClass().getDeclaredFields();", "Class.getDeclaredFields"),
        arguments("leaving", "System.exit(0);", "System.exit"),
        arguments("halting", "Runtime.getRuntime().halt(0);", "Runtime.getRuntime"),
        arguments("printing a result", "System.out.println(\"10 of 10 points\");", "System.out"),
        arguments("a thread", "new Thread(() -> {}).start();", "new Thread"),
        arguments(
            "a virtual thread",
            "Thread.startVirtualThread(() -> {});",
            "Thread.startVirtualThread"),
        arguments("waiting", "Thread.sleep(1);", "Thread.sleep"),
        arguments("a file", "new java.io.File(\"x\").delete();", "File"),
        arguments("a socket", "new java.net.Socket();", "new Socket"),
        arguments("the environment", "System.getenv(\"HOME\");", "System.getenv"),
        arguments("the meter", "ds.exercise.sandbox.Meter.tick();", "Meter.tick"),
        arguments(
            "the world",
            "System.identityHashCode((ds.lab.world.Outbox) (Object) context);",
            "identityHashCode"),
        arguments("a class loader", "Pinger.class.getClassLoader();", "Class.getClassLoader"),
        arguments("a parallel sort", "Arrays.parallelSort(new long[9]);", "Arrays.parallelSort"),
        arguments(
            "a parallel stream",
            "java.util.stream.StreamSupport.stream(List.of(1).spliterator(), true);",
            "StreamSupport.stream"),
        arguments(
            "a value of a class",
            "new ClassValue<List<Long>>() {"
                + " protected List<Long> computeValue(Class<?> c) { return List.of(); } };",
            "ClassValue"),
        arguments("the stack", "StackWalker.getInstance();", "StackWalker"),
        arguments(
            "surviving", "try { spin(); } catch (Throwable t) { spin(); }", "catching Throwable"),
        arguments("a process", "new ProcessBuilder(\"x\").start();", "ProcessBuilder"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outside")
  @DisplayName("the guard sees what reaches for the machine or the grader")
  void theGuardSees(String attack, String statement, String named) {
    String member = "void spin() {} ";
    String safe = "try { " + statement + " } catch (Exception e) { }";
    assertThat(objections(doing(member, safe))).anyMatch(it -> it.contains(named));
  }

  @Test
  @DisplayName("a class in a package of ours is refused by its name")
  void aClassInAPackageOfOurs() {
    Map<String, String> sources = new TreeMap<>(doing(""));
    sources.put("ds/exercise/grading/Mark.java", "package ds.exercise.grading; class Mark {}");
    assertThat(objections(sources)).anyMatch(it -> it.contains("is not in package ping"));
  }

  @Test
  @DisplayName("where the guard would be blind, the class is not there")
  void whatIsNotThere() {
    var classes =
        MemoryCompiler.compileAll(
            "attack", doing("Object o = context; if (o instanceof ds.lab.world.Outbox) {}"));
    assertThat(load(classes).why()).contains("a node cannot use ds.lab.world.Outbox");
  }

  static Stream<Arguments> endless() {
    return Stream.of(
        arguments("a loop", "while (true) {}", "did not come to an end"),
        arguments(
            "a loop of streams",
            "java.util.stream.Stream.generate(() -> 1).forEach(i -> {});",
            "did not come to an end"),
        arguments(
            "a huge array",
            "for (long[] a = {}; ; a = new long[1 << 22]) {}",
            "did not come to an end"),
        arguments("recursion", "go();", "without end"),
        arguments("a huge text", "\"x\".repeat(Integer.MAX_VALUE).repeat(9);", "memory"),
        arguments(
            "a hostile failure",
            "throw new RuntimeException() { public String getMessage() { while " + "(true) {} } };",
            ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endless")
  @DisplayName("a handler that does not end is stopped and explained")
  void stopped(String attack, String statement, String named) {
    assertThat(mark(doing("void go() { go(); }", statement)))
        .satisfies(mark -> assertThat(mark.isPassed()).isFalse())
        .satisfies(mark -> assertThat(mark.why()).contains(named).contains("Pinger.java"));
  }

  static Stream<Arguments> secrets() {
    return Stream.of(
        arguments(
            "a list behind a record",
            "record Box(List<Long> list) {} static final Box BOX = new Box(new "
                + "ArrayList<>());",
            "BOX.list().add(1L);"),
        arguments(
            "a list in a lambda",
            "static final Consumer<Long> PUT = into(new ArrayList<>()); static "
                + "Consumer<Long> into(List<Long> list) { return list::add; }",
            "PUT.accept(1L);"),
        arguments(
            "a list by its interface",
            "static final List<Long> LIST = make(); static List<Long> make() { "
                + "return new ArrayList<>(); }",
            "LIST.add(1L);"),
        arguments("an enum that changes", "enum Slot { A; long value; }", "Slot.A.value++;"),
        arguments(
            "a map of objects",
            "static final Object O = make(); static Object make() { return new "
                + "TreeMap<Long, Long>(); }",
            "((Map<Long, Long>) O).put(1L, 1L);"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("secrets")
  @DisplayName("nodes that share a static secret are seen by the guard or by what has changed")
  void staticState(String attack, String members, String statement) {
    String lucky = "for (int i = 1; i <= 0; i++) {} " + statement;
    var sources =
        doing("@SuppressWarnings(\"unchecked\") " + "private void x() {} " + members, lucky);
    var classes = MemoryCompiler.compileAll("attack", sources);
    if (Guard.objections(classes, PingExercise.EXERCISE).isEmpty()) {
      var sandbox = new Sandbox<>(classes, PingExercise.EXERCISE);
      assertThat(sandbox.trespass()).isEmpty();
      TestCase<PingMessage> test = PingExercise.EXERCISE.tests().getFirst();
      new Examiner<>(sandbox, () -> {}).examine(test, 1, 1);
      assertThat(sandbox.trespass()).isPresent();
    }
  }

  @Test
  @DisplayName("a static field that takes for ever to be set is stopped")
  void staticLoop() {
    var classes =
        MemoryCompiler.compileAll(
            "attack",
            doing("static final long N = spin(); static long spin() { while (true); }", ""));
    assertThat(catchThrowable(() -> load(classes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did not come to an end");
  }

  @Test
  @DisplayName("a message that changes after it was sent stays as it was")
  void aMessageThatChanges() {
    record Letter(List<Integer> lines) {}
    List<Integer> lines = new java.util.ArrayList<>(List.of(1));
    Letter sent = new Detached().detach(new Letter(lines));
    lines.add(2);
    assertThat(sent.lines()).containsExactly(1);
  }
}
