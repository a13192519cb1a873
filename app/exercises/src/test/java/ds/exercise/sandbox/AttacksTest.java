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

  /// What Java itself keeps for all nodes of a process, and what seems to keep nothing.
  static Stream<Arguments> secretsOfJava() {
    return Stream.of(
        arguments(
            "an iterator that counts",
            "static final Iterator<Integer> NEXT ="
                + " java.util.stream.Stream.iterate(1, i -> i + 1).iterator();",
            "NEXT.next();"),
        arguments(
            "a statistic",
            "static final LongSummaryStatistics SEEN = new LongSummaryStatistics();",
            "SEEN.accept(1);"),
        arguments(
            "a list that may be there",
            "static final Optional<List<Long>> BOX = Optional.of(new ArrayList<>());",
            "BOX.get().add(1L);"),
        arguments(
            "a list in a comparator",
            "static final Comparator<Long> ORDER = Comparator.comparing(into(new ArrayList<>()));"
                + " static Function<Long, Long> into(List<Long> list) {"
                + " return it -> { list.add(it); return it; }; }",
            "ORDER.compare(1L, 2L);"),
        arguments(
            "a failure that is added to",
            "static final Object E = make(); static Object make() { return new Exception(); }",
            "((Exception) E).addSuppressed(new IllegalStateException());"),
        arguments(
            "numbers of one hash",
            "static final Object O = make(); static Object make() {"
                + " return new ArrayList<Long>(List.of(0L)); }",
            "((List<Long>) O).set(0, 7L << 32 | 7);"),
        arguments(
            "a number with a list in it",
            "static final Number N = make(); static Number make() { return new Full(); }"
                + " static final class Full extends Number {"
                + " final List<Long> list = new ArrayList<>();"
                + " public int intValue() { list.add(1L); return 1; }"
                + " public long longValue() { return 1; } public float floatValue() { return 1; }"
                + " public double doubleValue() { return 1; }"
                + " @Override public int hashCode() { return 1; } }",
            "N.intValue();"),
        arguments(
            "a map that seems empty",
            "static final Object M = make(); static Object make() { return new Empty(); }"
                + " static final class Empty extends AbstractMap<Long, Long> {"
                + " final List<Long> list = new ArrayList<>();"
                + " @Override public Long put(Long k, Long v) { list.add(v); return v; }"
                + " @Override public Set<Map.Entry<Long, Long>> entrySet() {"
                + " return Collections.emptySortedSet(); } }",
            "((Map<Long, Long>) M).put(1L, 1L);"),
        arguments(
            "a text that was seen before",
            "",
            "String s = \"x\" + event; if (s.intern() == s) { s.intern(); }"),
        arguments(
            "another time zone", "", "SimpleTimeZone.setDefault(new SimpleTimeZone(1, \"x\"));"),
        arguments(
            "a bundle that Java keeps",
            "public static final class Shelf extends ListResourceBundle {"
                + " long value; protected Object[][] getContents() { return new Object[0][]; } }",
            "((Shelf) ListResourceBundle.getBundle(\"ping.Pinger$Shelf\")).value++;"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"secrets", "secretsOfJava"})
  @DisplayName("nodes that share a static secret are seen by the guard or by what has changed")
  void staticState(String attack, String members, String statement) {
    String lucky = "for (int i = 1; i <= 0; i++) {} " + statement;
    var sources =
        doing("@SuppressWarnings(\"unchecked\") " + "private void x() {} " + members, lucky);
    var classes = MemoryCompiler.compileAll("attack", sources);
    assertThat(isSeen(classes)).isTrue();
  }

  private static boolean isSeen(SortedMap<String, byte[]> classes) {
    if (!Guard.objections(classes, PingExercise.EXERCISE).isEmpty()) {
      return true;
    }
    Sandbox<PingMessage> sandbox;
    try {
      sandbox = new Sandbox<>(classes, PingExercise.EXERCISE);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("a static field leads to");
      return true;
    }
    assertThat(sandbox.trespass()).isEmpty();
    TestCase<PingMessage> test = PingExercise.EXERCISE.tests().getFirst();
    Mark mark = new Examiner<>(sandbox, () -> {}).examine(test, 1, 1);
    assertThat(mark.isPassed()).isFalse();
    return sandbox.trespass().isPresent();
  }

  @Test
  @DisplayName("constants of any kind are no secret")
  void constants() {
    var classes =
        MemoryCompiler.compileAll(
            "constants",
            doing(
                "enum Role { ONE, TWO { int x() { return 1; } }; int x() { return 2; } }"
                    + " record Span(long min, long max) {}"
                    + " static final Span SPAN = new Span(1, 2);"
                    + " static final List<String> NAMES = List.of(\"a\", \"b\");"
                    + " static final Map<String, Role> ROLES = Map.of(\"a\", Role.ONE);"
                    + " static final Comparator<Span> ORDER ="
                    + " Comparator.comparing(Span::min).thenComparing(Span::max).reversed();"
                    + " static final Optional<NodeId> NOBODY = Optional.empty();"
                    + " static final java.util.regex.Pattern WORD ="
                    + " java.util.regex.Pattern.compile(\"a+\");",
                "switch (Role.ONE) { case ONE -> NAMES.forEach(n -> ROLES.get(n)); default -> {} }"
                    + " WORD.matcher(\"aa\").matches(); ROLES.keySet().size();"
                    + " ORDER.compare(SPAN, SPAN); Role.TWO.hashCode();"));
    var sandbox = new Sandbox<>(classes, PingExercise.EXERCISE);
    TestCase<PingMessage> test = PingExercise.EXERCISE.tests().getFirst();
    new Examiner<>(sandbox, () -> {}).examine(test, 1, 1);
    assertThat(sandbox.trespass()).isEmpty();
  }

  @Test
  @DisplayName("a secret that is taken away before the end is seen with it")
  void aSecretForAWhile() {
    var statics = new Statics(List.of(Shelf.class));
    for (int i = 0; i < 1_000; i++) {
      Shelf.KEPT.add(1L);
      statics.step();
      Shelf.KEPT.clear();
    }
    assertThat(statics.haveChanged()).isTrue();
  }

  private static final class Shelf {
    static final List<Long> KEPT = new java.util.ArrayList<>();
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
}
