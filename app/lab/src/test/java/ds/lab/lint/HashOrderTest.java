package ds.lab.lint;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// HashMaps that are only asked, and HashMaps whose order could show.
class HashOrderTest {

  @Test
  @DisplayName("factories whose order changes between JVM runs are refused, lookups or not")
  void factories() {
    Planted.refuses(
        """
        import java.util.*;
        import java.util.stream.*;
        import static java.util.stream.Collectors.toList;
        class Offender {
          Set<String> a = Set.of("x", "y");
          // ^ HASH_ORDER Set.of; use a TreeSet, a LinkedHashSet or a List
          Map<String, Integer> b = Map.of("x", 1, "y", 2);
          // ^ HASH_ORDER Map.of; use a TreeMap or a LinkedHashMap
          Object c(List<String> list) {
            return Set.copyOf(list);
            // ^ HASH_ORDER Set.copyOf; use a TreeSet, a LinkedHashSet or a List
          }
          Object d(Stream<String> s) {
            return s.collect(Collectors.toSet());
            // ^ HASH_ORDER Collectors.toSet; name what to collect into, such as `TreeMap::new`
          }
          Object e(Stream<String> s) {
            return s.collect(Collectors.groupingBy(String::length));
            // ^ HASH_ORDER Collectors.groupingBy; name what to collect into, such as `TreeMap::new`
          }
          Object fine(Stream<String> s) {
            return s.collect(Collectors.groupingBy(String::length, TreeMap::new, toList()));
          }
          Set<String> none = Set.of();
          Map<String, Integer> one = Map.of("x", 1);
        }
        """);
  }

  @Test
  @DisplayName("lookups are fine, wherever the map goes inside the program")
  void lookups() {
    Planted.refuses(
        """
        import java.util.*;
        class Offender {
          private final Map<String, Long> newest = new HashMap<>();
          private final Set<String> seen = new HashSet<>();
          private final SortedMap<String, Long> sorted = new TreeMap<>();
          private final Map<String, Long> linked = new LinkedHashMap<>();
          long a(String key, long version, double weight) {
            if (seen.add(key) || newest.containsKey(key)) {
              newest.merge(key, version, Math::max);
            }
            return newest.getOrDefault(key, 0L) + size(newest) + newest.size();
          }
          private static int size(Map<?, ?> any) {
            return any.size();
          }
          boolean b(Collection<String> others) {
            seen.removeAll(others);
            seen.retainAll(newest.keySet());
            others.forEach(seen::add);
            return others.containsAll(seen) && seen.equals(newest.keySet());
          }
          List<Long> inOrder() {
            sorted.putAll(newest);
            for (String key : new TreeSet<>(seen)) {
              linked.put(key, 1L);
            }
            sorted.forEach((key, version) -> linked.put(key, version));
            return new ArrayList<>(linked.values());
          }
        }
        """);
  }

  @Test
  @DisplayName("iterating, streaming, printing and copying show the order")
  void iteration() {
    Planted.refuses(
        """
        import java.util.*;
        class Offender {
          private final Map<String, Long> newest = new HashMap<>();
          private final Set<String> seen = new HashSet<>();
          int sum;
          void a() {
            for (String each : seen) {
            // ^ HASH_ORDER HashSet.iterator; use a TreeSet or a LinkedHashSet
              sum += each.length();
            }
          }
          void b() {
            for (var each : newest.entrySet()) {
            // ^ HASH_ORDER HashMap.iterator; use a TreeMap or a LinkedHashMap
              sum += each.getKey().length();
            }
          }
          void c() {
            newest.forEach((key, version) -> sum++);
            // ^ HASH_ORDER HashMap.forEach; use a TreeMap or a LinkedHashMap
            newest.keySet().removeIf(key -> sum++ > 3);
            // ^ HASH_ORDER HashMap.removeIf; use a TreeMap or a LinkedHashMap
          }
          Object d() {
            return newest.values().stream().findFirst();
            // ^ HASH_ORDER HashMap.stream; use a TreeMap or a LinkedHashMap
          }
          String e() {
            return "seen: " + seen;
            // ^ HASH_ORDER HashSet.toString; use a TreeSet or a LinkedHashSet
          }
          Object f() {
            return new ArrayList<>(seen);
            // ^ HASH_ORDER a HashSet handed to ArrayList; use a TreeSet or a LinkedHashSet
          }
          Object g() {
            return List.copyOf(newest.values());
            // ^ HASH_ORDER a HashMap handed to List.copyOf; use a TreeMap or a LinkedHashMap
          }
          Object h() {
            return String.valueOf(seen) + String.join(",", seen);
            // ^ HASH_ORDER HashSet.toString; use a TreeSet or a LinkedHashSet
            // ^ HASH_ORDER a HashSet handed to String.join; use a TreeSet or a LinkedHashSet
          }
        }
        """);
  }

  @Test
  @DisplayName("a HashMap is followed through locals, branches, loops, parameters and results")
  void flow() {
    Planted.refuses(
        """
        import java.util.*;
        import java.util.function.*;
        class Offender {
          interface Source {
            Map<String, Long> get(boolean fast);
          }
          static final class Fast implements Source {
            public Map<String, Long> get(boolean fast) {
              return fast ? new HashMap<>() : new TreeMap<>();
            }
          }
          static final class Slow implements Source {
            public Map<String, Long> get(boolean fast) {
              return new TreeMap<>();
            }
          }
          void a(Source source) {
            Map<String, Long> map = null;
            for (long i = 0; i < 3; i++) {
              try {
                if (map != null) {
                  walk(i, map, 2.0);
                }
                map = Objects.requireNonNull(source.get(true));
              } catch (IllegalStateException e) {
                map = null;
              }
            }
          }
          private void walk(long i, Map<String, Long> it, double d) {
            it.forEach((k, v) -> {});
            // ^ HASH_ORDER HashMap.forEach; use a TreeMap or a LinkedHashMap
          }
          void b(Slow slow) {
            slow.get(false).forEach((k, v) -> {});
          }
          Runnable c() {
            var set = new HashSet<Integer>();
            return () -> {
              var copy = Collections.unmodifiableSet(set);
              copy.forEach(each -> {});
              // ^ HASH_ORDER HashSet.forEach; use a TreeSet or a LinkedHashSet
            };
          }
        }
        """);
  }

  @Test
  @DisplayName("a call may reach a method that the receiver's class inherits from elsewhere")
  void inheritance() {
    Planted.refuses(
        """
        import java.util.*;
        class Offender {
          interface Source {
            Set<String> get();
          }
          static class Elsewhere {
            public Set<String> get() {
              return new HashSet<>();
            }
          }
          static final class Both extends Elsewhere implements Source {}
          static final class Other implements Source {
            public Set<String> get() {
              return new TreeSet<>();
            }
          }
          void a(Source source, Other other) {
            source.get().forEach(each -> {});
            // ^ HASH_ORDER HashSet.forEach; use a TreeSet or a LinkedHashSet
            other.get().forEach(each -> {});
          }
        }
        """);
  }

  @Test
  @DisplayName("a HashMap is followed through lambdas of the program's own interfaces")
  void lambdas() {
    Planted.refuses(
        """
        import java.util.*;
        class Offender {
          interface Visitor {
            void visit(long weight, Map<String, Long> map);
          }
          interface Maker<T> {
            T make();
          }
          void a() {
            visitEach((weight, map) -> map.forEach((k, v) -> {}));
            // ^ HASH_ORDER HashMap.forEach; use a TreeMap or a LinkedHashMap
            visitEach((weight, map) -> map.get("x"));
            visitEach(this::show);
          }
          private void visitEach(Visitor visitor) {
            visitor.visit(7, new HashMap<>());
          }
          private void show(long weight, Object it) {
            List.of(it.toString());
            // ^ HASH_ORDER HashMap.toString; use a TreeMap or a LinkedHashMap
          }
          void b() {
            Maker<Set<String>> quick = HashSet::new;
            Maker<Set<String>> ordered = () -> new TreeSet<>();
            ordered.make().add("x");
            quick.make().forEach(each -> {});
            // ^ HASH_ORDER HashSet.forEach; use a TreeSet or a LinkedHashSet
          }
        }
        """);
  }

  @Test
  @DisplayName("where a HashMap cannot be followed, it must not go")
  void escapes() {
    Planted.refuses(
        """
        import java.util.*;
        import java.util.function.*;
        class Offender {
          record Pair(Set<Integer> left, int right) {}
          // ^ HASH_ORDER a HashSet inside a record; use a TreeSet or a LinkedHashSet
          Object a() {
            return new Pair(new HashSet<>(), 1);
          }
          void b(Map<String, Set<Integer>> sets) {
            sets.put("x", new HashSet<>());
            // ^ HASH_ORDER a HashSet handed to Map.put; use a TreeSet or a LinkedHashSet
            sets.computeIfAbsent("y", key -> new HashSet<>()).add(3);
            // ^ HASH_ORDER a HashSet returned by a lambda; use a TreeSet or a LinkedHashSet
          }
          Supplier<Map<String, String>> c() {
            return HashMap::new;
            // ^ HASH_ORDER the result of HashMap::new; use a TreeMap or a LinkedHashMap
          }
          void d(Object[] array) {
            array[0] = new HashMap<String, String>();
            // ^ HASH_ORDER a HashMap put into an array; use a TreeMap or a LinkedHashMap
          }
          Consumer<Consumer<Integer>> e() {
            var set = new HashSet<Integer>();
            return set::forEach;
            // ^ HASH_ORDER HashSet.forEach; use a TreeSet or a LinkedHashSet
          }
          static class Mine extends HashMap<String, String> {}
          // ^ HASH_ORDER extending HashMap; use a TreeMap or a LinkedHashMap
        }
        """);
  }
}
