package ds.runtime.codec;

/// A record preceded by its length. So a reader of an older version passes over components that it
/// does not know, and one of a newer version sees where the writer's components end.
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
