package ds.runtime.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds the shapes of a type and of all that it contains, or says what cannot be encoded and
/// where.
final class Derivation {

  private static final Map<Type, Shape> SCALARS =
      Map.ofEntries(
          Map.entry(long.class, Shape.Scalar.LONG),
          Map.entry(Long.class, Shape.Scalar.LONG),
          Map.entry(int.class, Shape.Scalar.INT),
          Map.entry(Integer.class, Shape.Scalar.INT),
          Map.entry(short.class, Shape.Scalar.SHORT),
          Map.entry(Short.class, Shape.Scalar.SHORT),
          Map.entry(byte.class, Shape.Scalar.BYTE),
          Map.entry(Byte.class, Shape.Scalar.BYTE),
          Map.entry(boolean.class, Shape.Scalar.BOOLEAN),
          Map.entry(Boolean.class, Shape.Scalar.BOOLEAN),
          Map.entry(String.class, Shape.Scalar.STRING),
          Map.entry(byte[].class, Shape.Scalar.BYTES));

  private final Map<Class<?>, List<Class<?>>> told = new HashMap<>();
  private final Map<Class<?>, Body> bodies = new HashMap<>();
  private final Map<Class<?>, Members> families = new HashMap<>();

  /// What was found, a line for each record, enum and family.
  private final SortedMap<String, String> description = new TreeMap<>();

  Derivation(Family... families) {
    for (Family family : families) {
      told.computeIfAbsent(family.open(), _ -> new ArrayList<>()).addAll(family.members());
    }
  }

  /// The shape of a value that stands by itself: a record may gain components here even if it has
  /// only one.
  Shape root(Class<?> type) {
    return type.isRecord() ? framed(type, "the codec") : shape(type, "the codec");
  }

  String description() {
    return String.join("\n", description.values()) + "\n";
  }

  /// @param where what contains the type, for the refusal
  private Shape shape(Type type, String where) {
    Shape scalar = SCALARS.get(type);
    if (scalar != null) {
      return scalar;
    }
    return switch (type) {
      case Class<?> generic when generic.getTypeParameters().length > 0 ->
          throw refusal(type, where);
      case Class<?> enumeration when enumeration.isEnum() -> constants(enumeration);
      case Class<?> record when record.isRecord() -> nested(record, where);
      case Class<?> family when family.isInterface() -> family(family, where);
      case ParameterizedType generic when generic.getRawType() == Optional.class ->
          new Shape.Maybe(shape(generic.getActualTypeArguments()[0], where));
      case ParameterizedType generic when generic.getRawType() == List.class ->
          new Shape.Many(shape(generic.getActualTypeArguments()[0], where));
      default -> throw refusal(type, where);
    };
  }

  private static IllegalArgumentException refusal(Type type, String where) {
    return new IllegalArgumentException(
        where
            + ": "
            + type.getTypeName()
            + " cannot be encoded, but long, int, short, byte, boolean, String, byte[], enums,"
            + " records, families of records, and Optional and List of these");
  }

  private Shape nested(Class<?> type, String where) {
    return type.getRecordComponents().length == 1
        ? new Body.Bare(type.getSimpleName(), body(type, where))
        : framed(type, where);
  }

  private Body.Framed framed(Class<?> type, String where) {
    return new Body.Framed(type.getSimpleName(), body(type, where));
  }

  private Body body(Class<?> type, String where) {
    Body known = bodies.get(type);
    return known != null ? known : deriveBody(type, where);
  }

  private Body deriveBody(Class<?> type, String where) {
    demandEncodable(type, where);
    demandFinite(type, new LinkedHashSet<>());
    BodyClass.Draft draft = BodyClass.draft(type);
    bodies.put(type, draft.body());
    List<Shape> shapes = new ArrayList<>();
    List<String> components = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Shape shape = shape(component.getGenericType(), placeOf(type, component));
      shapes.add(shape);
      components.add(component.getName() + ": " + shape.name());
    }
    draft.complete(shapes);
    describe(type, nameOf(type) + "(" + String.join(", ", components) + ")");
    return draft.body();
  }

  private Shape.Constants constants(Class<?> type) {
    Shape.Constants constants = Shape.Constants.of(type);
    describe(type, nameOf(type) + " = " + constants.names());
    return constants;
  }

  private Members family(Class<?> type, String where) {
    Members known = families.get(type);
    return known != null ? known : deriveFamily(type, where);
  }

  private Members deriveFamily(Class<?> type, String where) {
    Members family = new Members(type.getSimpleName());
    families.put(type, family);
    SequencedSet<Class<?>> members = new LinkedHashSet<>();
    collect(type, where, members);
    Map<Class<?>, Body.Framed> shapes = new LinkedHashMap<>();
    for (Class<?> member : members) {
      Body body = member.isEnum() ? constants(member) : body(member, where);
      shapes.put(member, new Body.Framed(member.getSimpleName(), body));
    }
    family.tell(shapes);
    describe(type, nameOf(type) + " = " + family.members());
    return family;
  }

  /// Adds the records and enums that are a `type`.
  private void collect(Class<?> type, String where, SequencedSet<Class<?>> members) {
    if (type.isRecord() || type.isEnum()) {
      members.add(type);
    } else if (type.isSealed()) {
      for (Class<?> member : type.getPermittedSubclasses()) {
        collect(member, where, members);
      }
    } else if (told.containsKey(type)) {
      told.get(type).forEach(member -> collect(member, where, members));
    } else {
      throw unknownFamily(type, where);
    }
  }

  private static IllegalArgumentException unknownFamily(Class<?> type, String where) {
    String name = type.getSimpleName();
    return new IllegalArgumentException(
        type.isInterface()
            ? "%s: %s is not sealed; tell its family by Family.of(%s.class, ...)"
                .formatted(where, name, name)
            : "%s: %s is neither a record nor an enum".formatted(where, type.getName()));
  }

  /// Refuses what would be found too late, for a body is made before the shapes of its components.
  private static void demandEncodable(Class<?> type, String where) {
    if (type.getTypeParameters().length > 0) {
      throw refusal(type, where);
    }
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType().isPrimitive() && !SCALARS.containsKey(component.getType())) {
        throw refusal(component.getType(), placeOf(type, component));
      }
    }
  }

  /// Refuses records that contain themselves without a way out: no value of theirs could be made.
  private void demandFinite(Class<?> type, SequencedSet<Class<?>> around) {
    if (!around.add(type)) {
      throw new IllegalArgumentException(
          nameOf(type) + " contains itself; an Optional or a List must be between");
    }
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType().isRecord()) {
        demandFinite(component.getType(), around);
      }
    }
    around.remove(type);
  }

  private void describe(Class<?> type, String line) {
    description.put(type.getName(), line);
  }

  private static String placeOf(Class<?> type, RecordComponent component) {
    return nameOf(type) + "." + component.getName();
  }

  /// With the types around it, without the package.
  private static String nameOf(Class<?> type) {
    String name = type.getName();
    return name.substring(type.getPackageName().length() + 1).replace('$', '.');
  }
}
