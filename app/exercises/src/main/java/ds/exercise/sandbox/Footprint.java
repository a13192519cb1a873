package ds.exercise.sandbox;

import ds.core.Node;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How much a learner's node remembers: the objects that can be reached from it.
///
/// Bytes differ between machines, and a heap has much in it that is nobody's. Objects are counted
/// the same way everywhere: one for each object, one more for each element of a collection or an
/// array, and one for every eight letters or bits. What a Java collection needs inside is not
/// counted, and constants that the node shares with its class are not its own. An object of the
/// learner's own is taken apart by its fields, whatever its methods say, also if it is a map.
public final class Footprint {

  private static final int LETTERS_A_UNIT = 8;
  private static final int BITS_A_UNIT = 64;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> ahead = new ArrayDeque<>();
  private final IdentityHashMap<Class<?>, List<Field>> fields = new IdentityHashMap<>();
  private long units;

  private Footprint() {}

  /// The size of a node. Of a node in a [Sandbox], only what is the learner's.
  public static long of(Node<?> node) {
    Footprint footprint = new Footprint();
    footprint.reach(node instanceof Confined<?> confined ? confined.inner() : node);
    while (!footprint.ahead.isEmpty()) {
      footprint.look(footprint.ahead.remove());
    }
    return footprint.units;
  }

  private void reach(@Nullable Object object) {
    if (object != null && seen.add(object)) {
      ahead.add(object);
    }
  }

  private void look(Object object) {
    units++;
    if (!isJavas(object.getClass())) {
      lookInside(object); // whatever its methods say
      return;
    }
    switch (object) {
      case CharSequence text -> units += text.length() / LETTERS_A_UNIT;
      case BitSet bits -> units += bits.size() / BITS_A_UNIT;
      case Class<?> _ -> {}
      case Map<?, ?> map -> {
        map.forEach((key, value) -> {
          units++;
          reach(key);
          reach(value);
        });
        lookBehind(object);
      }
      case Collection<?> all -> {
        all.forEach(each -> {
          units++;
          reach(each);
        });
        lookBehind(object);
      }
      case Optional<?> optional -> optional.ifPresent(this::reach);
      case Map.Entry<?, ?> entry -> {
        reach(entry.getKey());
        reach(entry.getValue());
      }
      default -> lookInside(object);
    }
  }

  private void lookInside(Object object) {
    Class<?> type = object.getClass();
    if (type.isArray()) {
      int length = Array.getLength(object);
      units += length;
      for (int i = 0; i < length && !type.getComponentType().isPrimitive(); i++) {
        reach(Array.get(object, i));
      }
      return;
    }
    for (Field field : fields(type)) {
      reach(value(field, object));
    }
  }

  /// A collection may be a view of another one, or of an object of the learner's.
  private void lookBehind(Object collection) {
    for (Field field : fields(collection.getClass())) {
      Object part = Modifier.isTransient(field.getModifiers()) ? null : value(field, collection);
      if (part instanceof Map<?, ?>
          || part instanceof Collection<?>
          || (part != null && !isJavas(part.getClass()) && !part.getClass().isArray())) {
        reach(part);
      }
    }
  }

  /// What an object holds, its ancestors' fields too. Java's own can be read where the grader's
  /// process was told to open them.
  private List<Field> fields(Class<?> type) {
    return fields.computeIfAbsent(type, Footprint::read);
  }

  private static List<Field> read(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> each = type; each != null && !each.isEnum(); each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !field.getType().isPrimitive()
            && field.trySetAccessible()) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static boolean isJavas(Class<?> type) {
    return type.getName().startsWith("java.");
  }

  private static @Nullable Object value(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " cannot be read", e);
    }
  }
}
