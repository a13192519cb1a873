package ds.exercise.sandbox;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a learner's classes hold in static fields. It must stay as it was: all nodes of a run live
/// in one process, and what one of them writes there the others could read without a message.
///
/// The lint refuses the fields that it recognises as changeable. What hides behind an interface, a
/// lambda or an enum constant is found here, by looking at the values before and after, and now and
/// then in between: whoever takes the secret away in time is seen with it.
final class Statics {

  /// How often somebody looks: a look takes as long as a step or two.
  private static final int STEPS_PER_LOOK = 97;

  private final List<Field> fields = new ArrayList<>();
  private final List<Object> before;
  private boolean haveChanged;
  private int steps;

  /// @param classes all of a program; they are initialized now
  /// @throws IllegalArgumentException if a static field leads to what could change unseen
  Statics(Collection<Class<?>> classes) {
    for (Class<?> type : classes) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    Walk walk = walk();
    walk.opaque()
        .ifPresent(it -> {
          throw new IllegalArgumentException(
              "a static field leads to a "
                  + it.getSimpleName()
                  + ", which could change for all nodes at once; hold it in a field of the node");
        });
    before = walk.trail();
  }

  /// A step was taken.
  void step() {
    steps++;
    if (steps % STEPS_PER_LOOK == 0) {
      look();
    }
  }

  /// Whether a value reachable from a static field is another one now, or was when somebody looked.
  boolean haveChanged() {
    look();
    return haveChanged;
  }

  private void look() {
    haveChanged = haveChanged || !walk().trail().equals(before);
  }

  private Walk walk() {
    Walk walk = new Walk();
    fields.forEach(field -> walk.reach(Walk.value(field, null)));
    walk.toEnd();
    return walk;
  }

  /// All that can be reached from some values, written down in such a way that two walks are equal
  /// if nothing has changed between them.
  ///
  /// A learner's own objects are taken apart field by field: their methods say what their author
  /// wants. Of Java's, those are known that cannot change, and those whose content can be asked
  /// for. Any other may hide a counter, as an iterator or a statistic does, and is opaque.
  private static final class Walk {

    /// What is found where nothing is.
    private static final String NOTHING = "null";

    /// An object, by the order in which it was found.
    private record Found(int number) {}

    private final IdentityHashMap<Object, Found> numbers = new IdentityHashMap<>();
    private final List<Object> ahead = new ArrayList<>();
    private final List<Object> trail = new ArrayList<>();
    private Optional<Class<?>> opaque = Optional.empty();

    void reach(@Nullable Object object) {
      if (object == null) {
        trail.add(NOTHING);
      } else if (isConstant(object)) {
        trail.add(object);
      } else {
        trail.add(
            numbers.computeIfAbsent(
                object,
                it -> {
                  ahead.add(it);
                  return new Found(ahead.size());
                }));
      }
    }

    void toEnd() {
      for (int next = 0; next < ahead.size(); next++) {
        look(ahead.get(next));
      }
    }

    List<Object> trail() {
      return trail;
    }

    /// The first kind of object that cannot be looked into.
    Optional<Class<?>> opaque() {
      return opaque;
    }

    private static @Nullable Object value(Field field, @Nullable Object owner) {
      try {
        return field.get(owner);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(field + " cannot be read", e);
      }
    }

    private static boolean isConstant(Object object) {
      return isJavas(object.getClass())
          && (object instanceof String
              || object instanceof Number
              || object instanceof Boolean
              || object instanceof Character
              || object instanceof Class<?>
              || object instanceof Pattern
              || object instanceof UUID
              || object instanceof Locale
              || object instanceof Charset);
    }

    private static boolean isJavas(Class<?> type) {
      return type.getName().startsWith("java.");
    }

    private void look(Object object) {
      Class<?> type = object.getClass();
      trail.add(type);
      if (type.isArray()) {
        for (int i = 0; i < Array.getLength(object); i++) {
          reach(Array.get(object, i));
        }
      } else if (!isJavas(type)) {
        lookInside(object);
      } else {
        lookAtJavas(object);
      }
    }

    private void lookAtJavas(Object object) {
      switch (object) {
        case CharSequence text -> trail.add(text.toString());
        case BitSet bits -> trail.add(bits.clone());
        case Optional<?> optional -> reach(optional.orElse(null));
        case Map.Entry<?, ?> entry -> {
          reach(entry.getKey());
          reach(entry.getValue());
        }
        case Map<?, ?> map -> {
          map.forEach((key, value) -> {
            reach(key);
            reach(value);
          });
          lookInside(object);
        }
        case Collection<?> all -> {
          all.forEach(this::reach);
          lookInside(object);
        }
        case Comparator<?> _, Enum<?> _ -> lookInside(object);
        default -> {
          if (object.getClass().isHidden()) { // a function that was put together of others
            lookInside(object);
          } else {
            addOpaque(object.getClass());
          }
        }
      }
    }

    /// The fields, but for what is only remembered to save work. Java's own can be read where the
    /// grader's process was told to open them.
    private void lookInside(Object object) {
      Class<?> type = object.getClass();
      for (; type != null && !isRoot(type); type = type.getSuperclass()) {
        if (isJavas(type) && !isJavas(object.getClass())) {
          addOpaque(type);
        }
        for (Field field : type.getDeclaredFields()) {
          int modifiers = field.getModifiers();
          boolean isKept = !isJavas(type) || !Modifier.isTransient(modifiers);
          if (!Modifier.isStatic(modifiers) && isKept && field.trySetAccessible()) {
            reach(value(field, object));
          }
        }
      }
    }

    private static boolean isRoot(Class<?> type) {
      return type == Object.class
          || type == Record.class
          || type == Enum.class
          || type == Number.class;
    }

    private void addOpaque(Class<?> type) {
      opaque = opaque.or(() -> Optional.of(type));
    }
  }
}
