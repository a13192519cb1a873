package ds.exercise.sandbox;

import ds.core.Check;
import ds.core.NodeId;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Takes what a node sends, persists or reports out of its hands, as a network or a disk would: a
/// list that the node goes on to change stays as it was when it was sent.
///
/// Two simulated nodes live in one memory, so without this a mutable list in a message would be a
/// secret channel between them, and a bug that only a real network shows.
final class Detached {

  /// How deep records may be nested; deeper ones contain themselves.
  private static final int DEPTH_MAX = 200;

  private final IdentityHashMap<Class<?>, Shape> shapes = new IdentityHashMap<>();

  /// How to take a record apart and to put it together.
  private record Shape(List<MethodHandle> parts, MethodHandle constructor, boolean isConstant) {}

  /// The same value, of which no part can change any more.
  ///
  /// @throws IllegalStateException if it has a part that is no value
  <T> T detach(T value) {
    @SuppressWarnings("unchecked") // a detached value has the class of the original or equals it
    T detached = (T) detach(value, 0);
    return detached;
  }

  private Object detach(Object value, int depth) {
    Check.that(depth < DEPTH_MAX, "a record that leaves a node is nested at most 200 deep");
    return switch (value) {
      case null -> throw new IllegalStateException("what leaves a node has no null in it");
      case String text -> text;
      case Number number when number.getClass().getName().startsWith("java.") -> number;
      case Boolean truth -> truth;
      case Character letter -> letter;
      case NodeId id -> id;
      case Enum<?> constant -> constant;
      case Record record -> detachRecord(record, depth);
      case Optional<?> optional -> optional.map(it -> detach(it, depth + 1));
      case SortedMap<?, ?> map -> detachSorted(map, depth);
      case Map<?, ?> map -> detachMap(map, depth);
      case SortedSet<?> set -> Collections.unmodifiableSortedSet(sorted(set, depth));
      case Set<?> set -> Collections.unmodifiableSet(new LinkedHashSet<>(detachAll(set, depth)));
      case Collection<?> list -> List.copyOf(detachAll(list, depth));
      default -> refuse(value);
    };
  }

  private static Object refuse(Object value) {
    throw new IllegalStateException(
        "what leaves a node is made of records, enums, numbers, strings and collections of them;"
            + " a "
            + value.getClass().getSimpleName()
            + " can change after it was sent");
  }

  private List<Object> detachAll(Collection<?> all, int depth) {
    List<Object> list = new ArrayList<>(all.size());
    for (Object each : all) {
      list.add(detach(each, depth + 1));
    }
    return list;
  }

  private SortedSet<Object> sorted(SortedSet<?> set, int depth) {
    SortedSet<Object> copy = new TreeSet<>(order(set.comparator()));
    copy.addAll(detachAll(set, depth));
    return copy;
  }

  private Object detachSorted(SortedMap<?, ?> map, int depth) {
    SortedMap<Object, Object> copy = new TreeMap<>(order(map.comparator()));
    map.forEach((key, value) -> copy.put(detach(key, depth + 1), detach(value, depth + 1)));
    return Collections.unmodifiableSortedMap(copy);
  }

  @SuppressWarnings("unchecked") // the order compares what it compared before
  private static java.util.Comparator<Object> order(
      java.util.@org.jspecify.annotations.Nullable Comparator<?> comparator) {
    return comparator == null
        ? (java.util.Comparator<Object>)
            (java.util.Comparator<?>) java.util.Comparator.naturalOrder()
        : (java.util.Comparator<Object>) comparator;
  }

  private Object detachMap(Map<?, ?> map, int depth) {
    Map<Object, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(detach(key, depth + 1), detach(value, depth + 1)));
    return Collections.unmodifiableMap(copy);
  }

  @SuppressWarnings("ReferenceEquality") // a part that is the same object was not copied
  private Object detachRecord(Record record, int depth) {
    Shape shape = shapes.computeIfAbsent(record.getClass(), Detached::shape);
    if (shape.isConstant) {
      return record;
    }
    try {
      boolean isSame = true;
      List<Object> parts = new ArrayList<>(shape.parts.size());
      for (MethodHandle part : shape.parts) {
        Object before = part.invoke(record);
        Object after = detach(before, depth + 1);
        isSame &= after == before;
        parts.add(after);
      }
      return isSame ? record : shape.constructor.invokeWithArguments(parts);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record's constructor failed: " + e, e);
    }
  }

  private static Shape shape(Class<?> type) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      List<MethodHandle> parts = new ArrayList<>();
      List<Class<?>> types = new ArrayList<>();
      for (RecordComponent component : type.getRecordComponents()) {
        var field = type.getDeclaredField(component.getName());
        parts.add(lookup.unreflectGetter(field));
        types.add(component.getType());
      }
      MethodHandle constructor =
          lookup.findConstructor(type, MethodType.methodType(void.class, types));
      return new Shape(parts, constructor, types.stream().allMatch(Detached::isConstant));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getSimpleName() + " cannot be taken apart", e);
    }
  }

  private static boolean isConstant(Class<?> type) {
    return type.isPrimitive() || type == NodeId.class;
  }
}
