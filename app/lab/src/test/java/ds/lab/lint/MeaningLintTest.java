package ds.lab.lint;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Offenders that ask nobody, and yet need not mean the same in another run, on another machine, or
/// in JavaScript. Each has the line, the member and the remedy that the lint must name.
class MeaningLintTest {

  @Test
  @DisplayName("IDENTITY: nothing that an object's address decides")
  void identity() {
    Planted.refuses(
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
    Planted.refuses(
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
    Planted.refuses(
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
    Planted.refuses(
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
  @DisplayName("UNKNOWN: a library that was not read is not trusted")
  void unknown() {
    Planted.refuses(
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
    Planted.refuses(
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
}
