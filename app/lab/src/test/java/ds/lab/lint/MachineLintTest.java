package ds.lab.lint;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Offenders that ask the machine for what only a world may give. Each has the line, the member and
/// the remedy that the lint must name.
class MachineLintTest {

  @Test
  @DisplayName("CLOCK: no clock but the context's")
  void clocks() {
    Planted.refuses(
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
    Planted.refuses(
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
    Planted.refuses(
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
    Planted.refuses(
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
    Planted.refuses(
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
  @DisplayName("EXHAUSTION: how much memory there is, decides nothing")
  void exhaustion() {
    Planted.refuses(
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
}
