package ds.runtime.codec;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How values of one type are written and read.
///
/// Shapes are records because the compiler of the virtual machine trusts the fields of records:
/// from a shape that is a constant it sees the whole tree below, and makes straight code of it.
sealed interface Shape
    permits Body.Bare,
        Body.Framed,
        Members,
        Shape.Constants,
        Shape.Many,
        Shape.Maybe,
        Shape.Scalar {

  /// The type as it is written in Java.
  String name();

  void write(Object value, ByteWriter out);

  /// @return a value; it takes at least one byte
  Object read(ByteReader in) throws MalformedException;

  /// What a component is if its record ends before it, because the writer did not know it yet.
  ///
  /// @param in the record, at its end
  Object absent(ByteReader in) throws MalformedException;

  interface Writing {
    void write(Object value, ByteWriter out);
  }

  interface Reading {
    Object read(ByteReader in) throws MalformedException;
  }

  /// A value without parts.
  record Scalar(String name, Writing writing, Reading reading, Object zero) implements Shape {

    static final Scalar LONG =
        new Scalar("long", (v, out) -> out.writeLong((Long) v), ByteReader::readLong, 0L);
    static final Scalar INT =
        new Scalar("int", (v, out) -> out.writeInt((Integer) v), ByteReader::readInt, 0);
    static final Scalar SHORT =
        new Scalar(
            "short", (v, out) -> out.writeShort((Short) v), ByteReader::readShort, (short) 0);
    static final Scalar BYTE =
        new Scalar("byte", (v, out) -> out.writeByte((Byte) v), ByteReader::readByte, (byte) 0);
    static final Scalar BOOLEAN =
        new Scalar(
            "boolean", (v, out) -> out.writeBoolean((Boolean) v), ByteReader::readBoolean, false);
    static final Scalar STRING =
        new Scalar("String", (v, out) -> out.writeString((String) v), ByteReader::readString, "");
    static final Scalar BYTES =
        new Scalar(
            "byte[]", (v, out) -> out.writeBytes((byte[]) v), ByteReader::readBytes, new byte[0]);

    @Override
    public void write(Object value, ByteWriter out) {
      writing.write(value, out);
    }

    @Override
    public Object read(ByteReader in) throws MalformedException {
      return reading.read(in);
    }

    @Override
    public Object absent(ByteReader in) {
      return zero;
    }
  }

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
    @SuppressWarnings("EnumOrdinal") // the place in a list made of this run's class; never written
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

  /// An optional value: whether it is there, and then the value.
  record Maybe(Shape element) implements Shape {

    @Override
    public String name() {
      return "Optional<" + element.name() + ">";
    }

    @Override
    public void write(Object value, ByteWriter out) {
      Optional<?> optional = (Optional<?>) value;
      out.writeBoolean(optional.isPresent());
      if (optional.isPresent()) {
        element.write(optional.get(), out);
      }
    }

    @Override
    public Object read(ByteReader in) throws MalformedException {
      return in.readBoolean() ? Optional.of(element.read(in)) : Optional.empty();
    }

    @Override
    public Object absent(ByteReader in) {
      return Optional.empty();
    }
  }

  /// A list: how many, and then one after the other. It is read as an unmodifiable list, which a
  /// constructor's `List.copyOf` need not copy again.
  record Many(Shape element) implements Shape {

    @Override
    public String name() {
      return "List<" + element.name() + ">";
    }

    @Override
    public void write(Object value, ByteWriter out) {
      List<?> list = (List<?>) value;
      out.writeUnsigned(list.size());
      for (Object each : list) {
        element.write(each, out);
      }
    }

    @Override
    public Object read(ByteReader in) throws MalformedException {
      Object[] elements = new Object[in.readCount()];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = element.read(in);
      }
      return List.of(elements);
    }

    @Override
    public Object absent(ByteReader in) {
      return List.of();
    }
  }
}
