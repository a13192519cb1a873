package ds.runtime.codec;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/// An enum, whose constants are written as the tags of their names.
///
/// @param tags of the constants, one character each
record Constants(String name, List<Enum<?>> constants, String tags) implements Shape, Body {

  static Constants of(Class<?> type) {
    List<Enum<?>> constants =
        Stream.of(type.getEnumConstants()).<Enum<?>>map(each -> (Enum<?>) each).toList();
    List<String> names = constants.stream().<String>map(Enum::name).toList();
    Tag.demandDistinct(type.getSimpleName(), names);
    var tags = new StringBuilder();
    names.forEach(name -> tags.append(Tag.of(name)));
    return new Constants(type.getSimpleName(), constants, tags.toString());
  }

  /// In alphabetical order, since any other does not matter.
  String names() {
    return constants.stream().map(Enum::name).sorted().collect(joining(" | "));
  }

  @Override
  public void write(Object value, ByteWriter out) {
    out.writeTag(tags.charAt(((Enum<?>) value).ordinal()));
  }

  @Override
  public Object read(ByteReader in) throws MalformedException {
    char tag = in.readTag();
    int ordinal = tags.indexOf(tag);
    if (ordinal < 0) {
      throw in.malformed(name + " has no constant with the tag " + Integer.toHexString(tag));
    }
    return constants.get(ordinal);
  }

  @Override
  public Object absent(ByteReader in) throws MalformedException {
    throw in.malformed("a " + name + " is missing");
  }
}
