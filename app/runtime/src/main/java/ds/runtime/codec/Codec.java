package ds.runtime.codec;

import java.util.Iterator;

/// Writes values of one type as bytes and reads them back.
///
/// A codec is derived once from the shape of the type, which is a record or a sealed family of
/// records, and may then be used by any number of threads.
///
/// ```
/// Codec<RaftMessage> codec =
///     Codec.of(RaftMessage.class, Family.of(Command.class, KvCommand.class, NoOp.class));
/// ```
///
/// **Versions.** A record may gain components at its end, and programs of both versions read each
/// other: to the older one the new component is invisible, and to the newer one it is absent from
/// what the older wrote, which means 0, `false`, `""`, empty, or for a record, one made of these.
/// An enum or a family has no such value: add it as an `Optional`. A family may gain records; who
/// does not know them refuses them. All other changes break the format: to rename a record or a
/// constant, to move, remove or retype a component, and to add one to a record of a single
/// component that stands inside another record. [#description] shows all that matters, so a test
/// that pins it notices each change.
public final class Codec<T> {

  private final Class<T> type;
  private final Shape shape;
  private final String description;

  private Codec(Class<T> type, Shape shape, String description) {
    this.type = type;
    this.shape = shape;
    this.description = description;
  }

  /// Derives the codec of `type`.
  ///
  /// @param open the families of interfaces that are not sealed; one that is not met does no harm
  /// @throws IllegalArgumentException if something cannot be encoded; the message says what and
  ///   where
  public static <T> Codec<T> of(Class<T> type, Family... open) {
    Derivation derivation = new Derivation(open);
    Shape shape = derivation.root(type);
    return new Codec<>(type, shape, derivation.description());
  }

  /// Writes a value behind what `out` holds already.
  public void encode(T value, ByteWriter out) {
    shape.write(value, out);
  }

  /// The encodings of some values, each made when it is asked for.
  public Iterator<byte[]> encoded(Iterator<? extends T> values) {
    var bytes = new ByteWriter();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return values.hasNext();
      }

      @Override
      public byte[] next() {
        bytes.reset();
        encode(values.next(), bytes);
        return bytes.toByteArray();
      }
    };
  }

  /// Reads one value, and leaves `in` behind it.
  ///
  /// @throws MalformedException if the bytes are no encoding of a value; memory and time spent on
  ///   finding out are bounded by the number of bytes
  public T decode(ByteReader in) throws MalformedException {
    return type.cast(shape.read(in));
  }

  /// The format, a line for each type that occurs in it.
  public String description() {
    return description;
  }

  @Override
  public String toString() {
    return "Codec<" + shape.name() + ">";
  }
}
