package ds.lab.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.Node;
import ds.lab.lint.Finding.Kind;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Offenders of each kind, each with the line, the member and the remedy that the lint must name.
class LintTest {

  @Test
  @DisplayName("CLOCK: no clock but the context's")
  void clocks() {
    refuses(
        """
        import java.time.*;
        import java.util.*;
        class Offender {
          long a() {
            return System.currentTimeMillis()
            // ^ CLOCK System.currentTimeMillis; ask `Context.now()`
                + System.nanoTime();
                // ^ CLOCK System.nanoTime; ask `Context.now()`
          }
          Object b() {
            return Instant.now();
            // ^ CLOCK Instant.now; count nanoseconds, from `Context.now()`
          }
          Object c() {
            return new Date();
            // ^ CLOCK new Date; count nanoseconds, from `Context.now()`
          }
          java.util.function.LongSupplier d() {
            return System::nanoTime;
            // ^ CLOCK System.nanoTime; ask `Context.now()`
          }
          Object e() {
            return LocalDate.now() + "" + Clock.systemUTC();
            // ^ CLOCK Clock.systemUTC; count nanoseconds, from `Context.now()`
            // ^ CLOCK LocalDate.now; count nanoseconds, from `Context.now()`
          }
        }
        """);
  }

  @Test
  @DisplayName("RANDOMNESS: no numbers but the world's")
  void randomness() {
    refuses(
        """
        import java.util.*;
        import java.util.concurrent.ThreadLocalRandom;
        import java.util.random.RandomGenerator;
        class Offender {
          double a() {
            return Math.random();
            // ^ RANDOMNESS Math.random; ask `Context.random(bound)`
          }
          Random b = new Random(42);
          // ^ RANDOMNESS new Random; ask `Context.random(bound)`
          int c(RandomGenerator g) {
            return g.nextInt();
            // ^ RANDOMNESS RandomGenerator.nextInt; ask `Context.random(bound)`
          }
          Object d() {
            return UUID.randomUUID();
            // ^ RANDOMNESS UUID.randomUUID; make a name of `Context.self()` and a counter
          }
          long e() {
            return ThreadLocalRandom.current().nextLong();
            // ^ RANDOMNESS ThreadLocalRandom.current; ask `Context.random(bound)`
            // ^ RANDOMNESS ThreadLocalRandom.nextLong; ask `Context.random(bound)`
          }
          void f(List<String> list) {
            Collections.shuffle(list);
            // ^ RANDOMNESS Collections.shuffle; swap by `Context.random(bound)`
          }
          Object g() {
            return new SplittableRandom(7);
            // ^ RANDOMNESS new SplittableRandom; ask `Context.random(bound)`
          }
        }
        """);
  }

  @Test
  @DisplayName("THREADS: one event at a time, so nothing to wait for and nothing to lock")
  void threads() {
    refuses(
        """
        import java.util.*;
        import java.util.concurrent.*;
        import java.util.concurrent.atomic.AtomicLong;
        class Offender extends Thread {
        // ^ THREADS extending Thread; leave it out; to act later, arm a timer
        // ^ THREADS new Thread; leave it out; to act later, arm a timer
          volatile int count = 1;
          // ^ THREADS the volatile field count; leave out `volatile`
          synchronized void a() {
            count++;
            // ^ THREADS the synchronized method a; leave out `synchronized`
          }
          void b() {
            synchronized (this) {
            // ^ THREADS a synchronized block; leave out the lock
              count++;
            }
          }
          Object c() {
            return CompletableFuture.completedFuture(1);
            // ^ THREADS CompletableFuture.completedFuture; leave it out; to act later, arm a timer
          }
          AtomicLong d = new AtomicLong();
          // ^ THREADS new AtomicLong; use a plain field
          long e(List<Integer> list) {
            return list.parallelStream().count();
            // ^ THREADS List.parallelStream; use `stream`
          }
          void f() throws InterruptedException {
            wait();
            // ^ THREADS Object.wait; leave it out: a node has one thread
          }
          void g() {
            Thread.startVirtualThread(this::b);
            // ^ THREADS Thread.startVirtualThread; leave it out; to act later, arm a timer
          }
          Object h() {
            return new java.util.Timer();
            // ^ THREADS new Timer; `Context.arm` a timer
          }
          protected void finalize() {
            count--;
            // ^ THREADS finalize; leave it out: nothing tells when it would run
          }
        }
        """);
  }

  @Test
  @DisplayName("OUTSIDE: all that a node does leaves through its context")
  void outside() {
    refuses(
        """
        import java.nio.file.*;
        class Offender {
          void a() {
            System.out.println("hello");
            // ^ OUTSIDE PrintStream.println; `send` and `persist` records
            // ^ OUTSIDE System.out; `send`, `persist` or `report` it
          }
          Object b() {
            return System.getenv("HOME");
            // ^ OUTSIDE System.getenv; take it as a parameter
          }
          Object c() {
            return Integer.getInteger("size");
            // ^ OUTSIDE Integer.getInteger; take it as a parameter
          }
          boolean d(Path path) {
            return Files.exists(path);
            // ^ OUTSIDE Files.exists; `send` and `persist` records
          }
          void e() {
            System.exit(1);
            // ^ OUTSIDE System.exit; throw an exception: a world takes it for a crash
          }
          int f() {
            return Runtime.getRuntime().availableProcessors();
            // ^ OUTSIDE Runtime.availableProcessors; leave it to the world that runs the node
            // ^ OUTSIDE Runtime.getRuntime; leave it to the world that runs the node
          }
          Object g() throws java.io.IOException {
            return new java.net.Socket("localhost", 1);
            // ^ OUTSIDE new Socket; `send` to the other node
          }
          void h(Exception e) {
            e.printStackTrace();
            // ^ OUTSIDE Exception.printStackTrace; `report` it
          }
        }
        """);
  }

  @Test
  @DisplayName("OUTSIDE: neither native code nor an assertion that may be off")
  void nativeCodeAndAssertions() {
    refuses(
        """
        class Offender {
        // ^ OUTSIDE Class.desiredAssertionStatus; replace `assert` by `Check.that`
        // ^ OUTSIDE the native method a; write it in Java
          native void a();
          void b(int i) {
            assert i > 0;
          }
        }
        """);
  }

  @Test
  @DisplayName("IDENTITY: nothing that an object's address decides")
  void identity() {
    refuses(
        """
        import java.util.*;
        class Offender {
          enum Color { RED }
          record Pair(int a, int b) {}
          int a() {
            return System.identityHashCode(this);
            // ^ IDENTITY System.identityHashCode; compare things by their fields
          }
          int b(Object o) {
            return o.hashCode() % 3;
            // ^ IDENTITY Object.hashCode; number things by their fields
          }
          int c() {
            return Color.RED.hashCode() + new Pair(1, 2).hashCode();
            // ^ IDENTITY Offender.Color.hashCode; number things by their fields
            // ^ IDENTITY Offender.Pair.hashCode; number things by their fields
          }
          Object d() {
            return new IdentityHashMap<String, String>();
            // ^ IDENTITY new IdentityHashMap; use a TreeMap or a LinkedHashMap
          }
          int fine() {
            return "text".hashCode() + Long.hashCode(3);
          }
          @Override
          public int hashCode() {
            return Objects.hash(Color.RED, 1);
          }
        }
        """);
  }

  @Test
  @DisplayName("STATIC_STATE: what nodes share, they would share across the network and crashes")
  void staticState() {
    refuses(
        """
        import java.util.*;
        class Offender {
          static int count = 3;
          // ^ STATIC_STATE the static field count; make it a field of the node
          static final List<String> log = new ArrayList<>();
          // ^ STATIC_STATE the changeable static field log; make it immutable, or the node's own
          static final int[] table = {1, 2};
          // ^ STATIC_STATE the changeable static field table; make it immutable, or the node's own
          static final Counter tally = new Counter();
          // ^ STATIC_STATE the changeable static field tally; make it immutable, or the node's own
          static final List<String> names = List.of("a", "b");
          static final String name = "fine";
          static class Counter {
            int value;
          }
          enum Color { RED, GREEN }
          int fine(Color color) {
            return switch (color) {
              case RED -> 1;
              case GREEN -> 2;
            };
          }
        }
        """);
  }

  @Test
  @DisplayName("REFLECTION: nothing that asks what a type looks like")
  void reflection() {
    refuses(
        """
        class Offender {
          Object a() throws Exception {
            return Class.forName("x").getDeclaredFields();
            // ^ REFLECTION Class.forName; switch over a sealed type
            // ^ REFLECTION Class.getDeclaredFields; switch over a sealed type
          }
          Object b(java.lang.reflect.Method m) throws Exception {
            return m.invoke(this);
            // ^ REFLECTION Method.invoke; call the method, read the field
          }
          Object c(Exception e) {
            return e.getStackTrace();
            // ^ REFLECTION Exception.getStackTrace; tell cases apart by type
          }
          Object d() {
            return java.lang.invoke.MethodHandles.lookup();
            // ^ REFLECTION MethodHandles.lookup; call the method, read the field
          }
          Object e() {
            return getClass().getClassLoader();
            // ^ REFLECTION Class.getClassLoader; switch over a sealed type
          }
          Object f() {
            return new java.lang.ref.WeakReference<>(this);
            // ^ REFLECTION new WeakReference; drop what is not needed any more
          }
          boolean fine(Object o) {
            return o instanceof String s && s.getClass().isInstance(o);
          }
        }
        """);
  }

  @Test
  @DisplayName("ARITHMETIC, LOCALE: the same digits and letters on every machine")
  void arithmeticAndLocale() {
    refuses(
        """
        import java.nio.charset.StandardCharsets;
        import java.util.Locale;
        class Offender {
          double a(double x) {
            return Math.pow(x, 2) + Math.sqrt(x) + StrictMath.sin(x);
            // ^ ARITHMETIC Math.pow; reckon with long, or at least with StrictMath
          }
          String b(String s) {
            return s.toLowerCase() + s.toUpperCase(Locale.ROOT);
            // ^ LOCALE String.toLowerCase; pass `Locale.ROOT`
          }
          String c(int i) {
            return String.format("%d", i);
            // ^ LOCALE String.format; put it together with `+`
          }
          int d(String s) {
            return s.getBytes().length + s.getBytes(StandardCharsets.UTF_8).length;
            // ^ LOCALE String.getBytes; pass `StandardCharsets.UTF_8`
          }
          Object e(byte[] b) {
            return new String(b);
            // ^ LOCALE new String; pass `StandardCharsets.UTF_8`
          }
        }
        """);
  }

  @Test
  @DisplayName("EXHAUSTION: how much memory there is, decides nothing")
  void exhaustion() {
    refuses(
        """
        class Offender {
          record Pair(Object a, Object b) {}
          int a(Runnable r) {
            try {
              r.run();
              return 0;
            } catch (StackOverflowError e) {
            // ^ EXHAUSTION catching StackOverflowError; catch the exception that you expect
              return 1;
            }
          }
          int fine(Object o) {
            try {
              return o instanceof Pair(String s, var _) ? s.length() : 2;
            } catch (IllegalStateException e) {
              return 3;
            } finally {
              fine("");
            }
          }
        }
        """);
  }

  @Test
  @DisplayName("UNKNOWN: a library that was not read is not trusted")
  void unknown() {
    refuses(
        """
        class Offender {
          Object a() throws Exception {
            return java.security.MessageDigest.getInstance("SHA-256");
            // ^ UNKNOWN MessageDigest.getInstance; do without it
          }
          void b() {
            org.junit.jupiter.api.Assertions.fail();
            // ^ UNKNOWN Assertions.fail; let the lint read that class too, or do without it
          }
        }
        """);
  }

  @Test
  @DisplayName("TEXT: what a step holds prints alike everywhere")
  void text() {
    refuses(
        """
        import ds.core.*;
        import java.util.*;
        class Offender implements Node<Offender.Message> {
          sealed interface Message {}
          record Ask(byte[] key) implements Message {}
          // ^ TEXT the array Offender.Ask.key; use an immutable List
          record Answer(List<Item> items, Optional<Double> share) implements Message {}
          // ^ TEXT the fraction Offender.Answer.share; count in whole units, in a long
          record Item(Box box) {}
          static final class Box {}
          // ^ TEXT Offender.Box; make it a record, or write its toString
          record Vote(float weight) implements Durable {}
          // ^ TEXT the fraction Offender.Vote.weight; count in whole units, in a long
          record Private(int[] scratch) {}
          record Quiet(int[] pieces) implements Fact {
            @Override
            public String toString() {
              return "Quiet";
            }
          }
          public void on(Event<Message> event, Context<Message> context) {}
        }
        """);
  }

  @Test
  void aFindingReadsAsASentence() {
    var finding =
        new Finding("Clock.java", 12, Kind.CLOCK, "System.nanoTime", "ask `Context.now()`");
    assertThat(finding)
        .hasToString(
            "Clock.java:12: System.nanoTime reads a clock that is not the node's own;"
                + " ask `Context.now()`");
  }

  @Test
  void withoutDebugInformationTheClassIsNamed() {
    var planted = new Planted("Offender", "class Offender { long t = System.nanoTime(); }");
    assertThat(planted.found("-g:none"))
        .containsExactly("Offender:0: CLOCK System.nanoTime; ask `Context.now()`");
  }

  @Test
  void theCoreIsClean() {
    var core = ClassFiles.ofPackages(Node.class.getClassLoader(), "ds.core");
    assertThat(core.contents()).hasSizeGreaterThan(15);
    assertThat(Lint.check(core)).isEmpty();
  }

  @Test
  void whatIsKnownIsNotJudged() {
    ClassFiles all =
        new Planted(
                "Offender",
                """
                class Offender {
                  long now = Library.now();
                }
                class Library {
                  static long now() {
                    return System.nanoTime();
                  }
                }
                """)
            .compiled();
    ClassFiles offender = only(all, "Offender");
    ClassFiles library = only(all, "Library");
    assertThat(Lint.check(offender, library)).isEmpty();
    assertThat(Lint.check(library)).extracting(Finding::kind).containsExactly(Kind.CLOCK);
    assertThat(Lint.check(offender)).extracting(Finding::kind).containsExactly(Kind.UNKNOWN);
  }

  private static ClassFiles only(ClassFiles classes, String name) {
    SortedMap<String, byte[]> contents = new TreeMap<>(classes.contents());
    contents.keySet().removeIf(each -> !each.endsWith(name + ".class"));
    return new ClassFiles(contents);
  }

  @Test
  void aDamagedClassFileIsNamed() {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    contents.put("Broken.class", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    var damaged = new ClassFiles(contents);
    assertThatThrownBy(() -> Lint.check(damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Broken.class is not a class file of Java 25 or older");
  }

  @Test
  void aMissingPlaceIsNamed() {
    assertThatThrownBy(() -> ClassFiles.in(Path.of("nowhere")))
        .hasMessageContaining("cannot read the classes in nowhere");
    assertThatThrownBy(() -> ClassFiles.ofPackages(getClass().getClassLoader(), "no.such"))
        .hasMessage("there is no class in package no.such");
  }

  private static void refuses(String source) {
    var planted = new Planted("Offender", source);
    assertThat(planted.found()).containsExactlyInAnyOrderElementsOf(planted.expected());
  }
}
