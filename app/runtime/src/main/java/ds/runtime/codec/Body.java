package ds.runtime.codec;

/// The components of one type of records, one after the other. The implementation is made by
/// [BodyClass] for each type.
interface Body {

  void write(Object value, ByteWriter out);

  /// @param in of which this record is all that is left
  Object read(ByteReader in) throws MalformedException;

  /// Reads, and lets the record's own constructor judge what was read.
  ///
  /// @param name of the record
  default Object readChecked(String name, ByteReader in) throws MalformedException {
    try {
      return read(in);
    } catch (RuntimeException e) {
      throw in.malformed(name + " refuses what was read: " + e.getMessage());
    }
  }
}
