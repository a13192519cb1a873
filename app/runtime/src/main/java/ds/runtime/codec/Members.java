package ds.runtime.codec;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A family: a value of it is the tag of its record, and then the record preceded by its length.
///
/// Its members are told after it is made, since they may contain the family.
final class Members implements Shape {

  /// @param shape of a record or of an enum
  private record Member(char tag, Body.Framed shape) {}

  private final String name;
  private final Map<Class<?>, Member> byClass = new HashMap<>();

  /// Ascending; the shape of each tag has the same index.
  private char[] tags = {};

  private Body.Framed[] shapes = {};

  Members(String name) {
    this.name = name;
  }

  void tell(Map<Class<?>, Body.Framed> members) {
    Tag.demandDistinct(name, members.keySet().stream().map(Class::getSimpleName).toList());
    members.forEach((type, shape) -> add(type, new Member(Tag.of(type.getSimpleName()), shape)));
    List<Member> sorted =
        byClass.values().stream().distinct().sorted((a, b) -> a.tag - b.tag).toList();
    tags = new char[sorted.size()];
    shapes = new Body.Framed[sorted.size()];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = sorted.get(i).tag;
      shapes[i] = sorted.get(i).shape;
    }
  }

  /// In alphabetical order, since any other does not matter.
  String members() {
    return Stream.of(shapes).map(Body.Framed::name).sorted().collect(joining(" | "));
  }

  /// A constant of an enum may have a class of its own.
  private void add(Class<?> type, Member member) {
    byClass.put(type, member);
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        byClass.put(constant.getClass(), member);
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(Object value, ByteWriter out) {
    Member member = byClass.get(value.getClass());
    if (member == null) {
      throw new IllegalStateException(
          value.getClass().getName() + " was not told to belong to the family " + name);
    }
    out.writeTag(member.tag);
    member.shape.write(value, out);
  }

  @Override
  public Object read(ByteReader in) throws MalformedException {
    char tag = in.readTag();
    int index = Arrays.binarySearch(tags, tag);
    if (index < 0) {
      throw in.malformed(
          "the family " + name + " has no member with the tag " + Integer.toHexString(tag));
    }
    return shapes[index].read(in);
  }

  @Override
  public Object absent(ByteReader in) throws MalformedException {
    throw in.malformed("a " + name + " is missing");
  }
}
