package ds.exercise.sandbox;

import ds.core.Check;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.NodeId;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
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
import org.jspecify.annotations.Nullable;

/// Takes what a node sends, persists or reports out of its hands, as a network or a disk would: a
/// list that the node goes on to change stays as it was when it was sent.
///
/// Two simulated nodes live in one memory, so without this a mutable list in a message would be a
/// secret channel between them, and a bug that only a real network shows.
final class Detached {

  /// How deep records may be nested; deeper ones contain themselves.
  private static final int DEPTH_MAX = 200;

  /// Collections that nobody can change who has nothing else.
  private static final List<String> UNCHANGEABLE =
      List.of("java.util.ImmutableCollections$", "java.util.Collections$Unmodifiable");

  private final IdentityHashMap<Class<?>, Shape> shapes = new IdentityHashMap<>();

  /// Whether some record makes of what it is given something that can change.
  private boolean isAnyUnsettled;

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

  /// An event with a message or with records that nobody else holds: not the network, which may
  /// deliver a message twice, and not the disk, on which nothing changes that was not written.
  <M> Event<M> arriving(Event<M> event) {
    if (!isAnyUnsettled) {
      return event;
    }
    return switch (event) {
      case Started<M>(var recovered) -> {
        List<Durable> records = new ArrayList<>();
        recovered.forEach(record -> records.add(detach(record)));
        yield new Started<>(records);
      }
      case Received<M>(var from, var message) -> new Received<>(from, detach(message));
      case TimerFired<M> _ -> event;
    };
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

  /// The order of the keys. An order of somebody's own may lead back to the node that sent it.
  @SuppressWarnings("unchecked") // both compare whatever can be compared
  private static Comparator<Object> order(@Nullable Comparator<?> comparator) {
    Comparator<?> natural = Comparator.naturalOrder();
    if (comparator == null || natural.equals(comparator)) {
      return (Comparator<Object>) natural;
    }
    Comparator<?> reverse = Comparator.reverseOrder();
    Check.that(
        reverse.equals(comparator),
        "a sorted map or set that leaves a node has its keys in their natural order, or in the"
            + " reverse of it");
    return (Comparator<Object>) reverse;
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
      return isSame ? record : made(shape, parts);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record's constructor failed: " + e, e);
    }
  }

  /// A record's constructor may put in what it likes, such as a list of its own that can change.
  @SuppressWarnings("ReferenceEquality") // a part that is the same object is as it was given
  private Object made(Shape shape, List<Object> parts) throws Throwable {
    Object made = shape.constructor.invokeWithArguments(parts);
    for (int i = 0; i < parts.size() && !isAnyUnsettled; i++) {
      Object part = shape.parts.get(i).invoke(made);
      isAnyUnsettled = part != parts.get(i) && mayChange(part);
    }
    return made;
  }

  private static boolean mayChange(Object part) {
    return switch (part) {
      case String _, Number _, Boolean _, Character _, Enum<?> _ -> false;
      default -> UNCHANGEABLE.stream().noneMatch(part.getClass().getName()::startsWith);
    };
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
