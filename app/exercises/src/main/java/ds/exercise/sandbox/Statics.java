package ds.exercise.sandbox;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a learner's classes hold in static fields. It must stay as it was: all nodes of a run live
/// in one process, and what one of them writes there the others could read without a message.
///
/// The lint refuses the fields that it recognises as changeable. What hides behind an interface, a
/// lambda or an enum constant is found here, by looking at the values before and after.
final class Statics {

  private final List<Field> fields = new ArrayList<>();
  private final int before;

  /// @param classes all of a program; they are initialized now
  Statics(Collection<Class<?>> classes) {
    for (Class<?> type : classes) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    before = fingerprint();
  }

  /// Whether a value reachable from a static field is another one now.
  boolean haveChanged() {
    return fingerprint() != before;
  }

  private int fingerprint() {
    Walk walk = new Walk();
    fields.forEach(field -> walk.reach(value(field, null)));
    for (int next = 0; next < walk.found.size(); next++) {
      walk.look(walk.found.get(next));
    }
    return walk.hash;
  }

  private static @Nullable Object value(Field field, @Nullable Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " cannot be read", e);
    }
  }

  /// Objects by the order in which they are found, and a hash of what is in them.
  private static final class Walk {
    private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();
    private final List<Object> found = new ArrayList<>();
    private int hash;

    private void mix(int value) {
      hash = 31 * hash + value;
    }

    void reach(@Nullable Object object) {
      if (object == null || isPlain(object)) {
        mix(object == null ? 0 : object.hashCode());
        return;
      }
      int number =
          numbers.computeIfAbsent(
              object,
              it -> {
                found.add(it);
                return found.size();
              });
      mix(number);
    }

    private static boolean isPlain(Object object) {
      return object instanceof String
          || object instanceof Number
          || object instanceof Boolean
          || object instanceof Character;
    }

    void look(Object object) {
      switch (object) {
        case CharSequence text -> mix(text.toString().hashCode());
        case Map<?, ?> map ->
            map.forEach((key, value) -> {
              reach(key);
              reach(value);
            });
        case Collection<?> all -> all.forEach(this::reach);
        case Class<?> _ -> {}
        default -> lookInside(object);
      }
    }

    private void lookInside(Object object) {
      Class<?> type = object.getClass();
      if (type.isArray()) {
        for (int i = 0; i < Array.getLength(object); i++) {
          reach(Array.get(object, i));
        }
        return;
      }
      for (; type != null && !type.getName().startsWith("java."); type = type.getSuperclass()) {
        Arrays.stream(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .filter(field -> field.trySetAccessible())
            .forEach(field -> reach(value(field, object)));
      }
    }
  }
}
