package ds.exercise.judge;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A value as text, the way records and collections write themselves. It is what traffic and disks
/// are measured by: a `toString` of the sender's own could say nothing and carry everything.
public final class Letters {

  /// Where records are that no learner wrote, and some write themselves in their own way.
  private static final List<String> OURS = List.of("ds.core.", "ds.protocol.");

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return shape(type);
        }
      };

  /// @param parts the fields themselves: an accessor could be written to say less
  /// @param isOurs whether it is a record of this house with nothing of anybody else's in it, such
  ///   as a node's name; these write themselves
  private record Shape(List<Field> parts, boolean isOurs) {}

  private final StringBuilder text = new StringBuilder();

  private Letters() {}

  /// What leaves a node, as text.
  public static String of(Object value) {
    var letters = new Letters();
    letters.write(value);
    return letters.text.toString();
  }

  private void write(Object value) {
    switch (value) {
      case Record record -> writeRecord(record, SHAPES.get(record.getClass()));
      case Enum<?> constant -> text.append(constant.name());
      case Optional<?> optional -> {
        text.append("Optional[");
        optional.ifPresent(this::write);
        text.append(']');
      }
      case Map<?, ?> map -> writeMap(map);
      case Collection<?> all -> writeAll(all);
      default -> text.append(value);
    }
  }

  private void writeRecord(Record record, Shape shape) {
    if (shape.isOurs()) {
      text.append(record);
      return;
    }
    text.append(record.getClass().getSimpleName()).append('[');
    String separator = "";
    for (Field part : shape.parts()) {
      text.append(separator).append(part.getName()).append('=');
      write(value(record, part));
      separator = ", ";
    }
    text.append(']');
  }

  private void writeMap(Map<?, ?> map) {
    text.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(separator);
      write(entry.getKey());
      text.append('=');
      write(entry.getValue());
      separator = ", ";
    }
    text.append('}');
  }

  private void writeAll(Collection<?> all) {
    text.append('[');
    String separator = "";
    for (Object each : all) {
      text.append(separator);
      write(each);
      separator = ", ";
    }
    text.append(']');
  }

  private static Object value(Record record, Field part) {
    try {
      return part.get(record);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(part + " cannot be read", e);
    }
  }

  private static Shape shape(Class<?> type) {
    List<Field> parts = new ArrayList<>();
    boolean isOurs = OURS.stream().anyMatch(type.getName()::startsWith);
    try {
      for (RecordComponent component : type.getRecordComponents()) {
        Field part = type.getDeclaredField(component.getName());
        part.setAccessible(true);
        parts.add(part);
        isOurs &= isOurs(part.getType());
      }
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(type + " cannot be taken apart", e);
    }
    return new Shape(List.copyOf(parts), isOurs);
  }

  private static boolean isOurs(Class<?> part) {
    return part.isPrimitive()
        || part == String.class
        || (part.isRecord() && SHAPES.get(part).isOurs());
  }
}
