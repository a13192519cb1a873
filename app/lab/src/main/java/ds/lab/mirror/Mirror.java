package ds.lab.mirror;

import ds.lab.story.words.Words;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the state of a node out of its fields. What never changes is no state: constants,
/// settings, the node's own name.
///
/// A node is made of parts that know one another. Each is shown once, as near to the node as it is
/// met. Fields stand in the order of their names, for that of their declaration is lost in a
/// browser; parts come last.
public final class Mirror {

  /// Parts within parts beyond this are shown in words.
  private static final int DEPTH_MAX = 6;

  /// Of a longer collection the end is shown: that of a log is where things happen.
  private static final int ITEMS_MAX = 50;

  /// Where classes come from that are no part of a node.
  private static final List<String> LIBRARIES = List.of("java.", "javax.", "jdk.", "sun.");

  /// More texts than one looks at; then they are made anew.
  private static final int TEXTS_MAX = 20_000;

  private final Map<Class<?>, List<java.lang.reflect.Field>> declared = new HashMap<>();
  private final IdentityHashMap<Object, String> texts = new IdentityHashMap<>();

  /// The fields of `node`.
  public List<Field> of(Object node) {
    if (node instanceof Veil veil) {
      return of(veil.behind());
    }
    IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    seen.put(node, true);
    return fields(node, 0, seen);
  }

  /// The name of a message's kind: that of its record, or of the message that it only carries.
  public String kind(Object message) {
    Object inner = message;
    while (inner instanceof Record && carries(inner)) {
      inner = value(declared(inner.getClass()).getFirst(), inner);
    }
    return inner.getClass().getSimpleName();
  }

  private boolean carries(Object message) {
    List<java.lang.reflect.Field> fields = declared(message.getClass());
    return fields.size() == 1
        && fields.getFirst().getName().equals("message")
        && value(fields.getFirst(), message) instanceof Record;
  }

  private List<Field> fields(Object owner, int depth, IdentityHashMap<Object, Boolean> seen) {
    List<Field> plain = new ArrayList<>();
    Map<String, Object> parts = new TreeMap<>();
    for (java.lang.reflect.Field field : declared(owner.getClass())) {
      Object value = value(field, owner);
      if (isPart(value)) {
        if (depth < DEPTH_MAX && seen.put(value, true) == null) {
          parts.put(field.getName(), value);
        }
      } else if (!(isFinal(field) && isConstant(value))) {
        shown(field.getName(), value).ifPresent(plain::add);
      }
    }
    parts.forEach((name, value) -> {
      List<Field> inner = fields(value, depth + 1, seen);
      if (!inner.isEmpty()) {
        plain.add(new Field.Part(name, value.getClass().getSimpleName(), inner));
      }
    });
    return plain;
  }

  private Optional<Field> shown(String name, Object value) {
    return switch (value) {
      case Collection<?> collection -> Optional.of(items(name, collection));
      case Map<?, ?> map -> Optional.of(items(name, map));
      case Object[] array -> Optional.of(items(name, List.of(array)));
      case long[] array -> Optional.of(items(name, boxed(array)));
      default -> plain(name, value);
    };
  }

  private Optional<Field> plain(String name, Object value) {
    boolean isText = isConstant(value) || value instanceof Optional;
    return isText ? Optional.of(new Field.Plain(name, text(value))) : Optional.empty();
  }

  private Field items(String name, Collection<?> values) {
    int size = values.size();
    int from = Math.max(0, size - ITEMS_MAX);
    List<String> items = new ArrayList<>();
    if (values instanceof List<?> list) {
      for (int i = from; i < size; i++) {
        items.add(item(list.get(i)));
      }
    } else {
      int at = 0;
      for (Iterator<?> it = values.iterator(); it.hasNext(); at++) {
        Object value = it.next();
        if (at >= from) {
          items.add(item(value));
        }
      }
    }
    return new Field.Items(name, items, from, size);
  }

  private Field items(String name, Map<?, ?> map) {
    List<String> items = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (items.size() < ITEMS_MAX) {
        items.add(item(entry.getKey()) + ": " + item(entry.getValue()));
      }
    }
    return new Field.Items(name, items, 0, map.size());
  }

  /// A part among the values of a collection is told in one line.
  private String item(Object value) {
    if (!isPart(value)) {
      return text(value);
    }
    List<String> words = new ArrayList<>();
    for (java.lang.reflect.Field field : declared(value.getClass())) {
      Object inner = value(field, value);
      if (isConstant(inner)) {
        words.add(field.getName() + " " + text(inner));
      }
    }
    return String.join(", ", words);
  }

  /// A value in words. Records never change, so each is put into words once.
  public String text(Object value) {
    if (!(value instanceof Record)) {
      boolean isPlain = value instanceof String || value instanceof Number;
      return isPlain ? value.toString() : Words.of(value);
    }
    String known = texts.get(value);
    if (known == null) {
      if (texts.size() == TEXTS_MAX) {
        texts.clear();
      }
      known = Words.of(value);
      texts.put(value, known);
    }
    return known;
  }

  private static boolean isConstant(Object value) {
    return value instanceof Record
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum;
  }

  /// An object of somebody's own class that is no value. Functions have no names of their own, and
  /// no state.
  private static boolean isPart(Object value) {
    String type = value.getClass().getName();
    return !isConstant(value)
        && LIBRARIES.stream().noneMatch(type::startsWith)
        && !type.contains("$$Lambda")
        && !type.contains("$lambda$");
  }

  private static List<Long> boxed(long[] array) {
    List<Long> list = new ArrayList<>();
    for (long number : array) {
      list.add(number);
    }
    return list;
  }

  private List<java.lang.reflect.Field> declared(Class<?> type) {
    List<java.lang.reflect.Field> known = declared.get(type);
    if (known == null) {
      known = new ArrayList<>();
      for (java.lang.reflect.Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && field.getName().indexOf('$') < 0) {
          field.setAccessible(true);
          known.add(field);
        }
      }
      known.sort(Comparator.comparing(java.lang.reflect.Field::getName));
      declared.put(type, known);
    }
    return known;
  }

  private static boolean isFinal(java.lang.reflect.Field field) {
    return Modifier.isFinal(field.getModifiers());
  }

  private static Object value(java.lang.reflect.Field field, Object owner) {
    try {
      Object value = field.get(owner);
      return value == null ? "none" : value;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a field of " + owner.getClass() + " can be read", e);
    }
  }
}
