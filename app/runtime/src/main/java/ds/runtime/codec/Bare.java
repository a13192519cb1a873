package ds.runtime.codec;

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
