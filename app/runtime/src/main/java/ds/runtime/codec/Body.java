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

  /// A record preceded by its length. So a reader of an older version passes over components that
  /// it does not know, and one of a newer version sees where the writer's components end.
  record Framed(String name, Body body) implements Shape {

    @Override
    public void write(Object value, ByteWriter out) {
      int begin = out.begin();
      body.write(value, out);
      out.end(begin);
    }

    @Override
    public Object read(ByteReader in) throws MalformedException {
      int outer = in.enter();
      Object value = body.readChecked(name, in);
      in.leave(outer);
      return value;
    }

    /// Made of what its components are in their absence.
    @Override
    public Object absent(ByteReader in) throws MalformedException {
      return body.readChecked(name, in);
    }
  }

  /// A record of one component, written as that component: a `Term` costs what a `long` costs. The
  /// price is that it can gain no second component.
  record Bare(String name, Body body) implements Shape {

    @Override
    public void write(Object value, ByteWriter out) {
      out.descend();
      body.write(value, out);
      out.ascend();
    }

    @Override
    public Object read(ByteReader in) throws MalformedException {
      in.demandMore();
      in.descend();
      Object value = body.readChecked(name, in);
      in.ascend();
      return value;
    }

    @Override
    public Object absent(ByteReader in) throws MalformedException {
      return body.readChecked(name, in);
    }
  }
}
