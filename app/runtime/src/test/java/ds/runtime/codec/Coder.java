package ds.runtime.codec;

/// A way to turn values into bytes and back: ours, or a library's.
interface Coder {

  String name();

  /// Writes a value over the one before.
  void encode(Object value);

  /// A copy of what was written last.
  byte[] encoded();

  /// @throws Exception of whatever kind, if the bytes are no encoding of a value
  Object decode(byte[] bytes) throws Exception;

  /// What `codec` does, which writes and reads values of one type.
  static <T> Coder of(Class<T> type, Codec<T> codec) {
    var out = new ByteWriter();
    return new Coder() {
      @Override
      public String name() {
        return "ours";
      }

      @Override
      public void encode(Object value) {
        out.reset();
        codec.encode(type.cast(value), out);
      }

      @Override
      public byte[] encoded() {
        return out.toByteArray();
      }

      @Override
      public Object decode(byte[] bytes) throws MalformedException {
        return codec.decode(new ByteReader(bytes));
      }
    };
  }
}
