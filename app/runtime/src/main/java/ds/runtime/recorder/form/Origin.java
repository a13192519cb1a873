package ds.runtime.recorder.form;

import ds.core.NodeId;
import ds.runtime.codec.ByteReader;
import ds.runtime.codec.ByteWriter;
import ds.runtime.codec.Codec;
import ds.runtime.codec.MalformedException;

/// Whose life a recording tells, and what it takes to live it once more.
///
/// @param system that knows how to make the node
/// @param node its name
/// @param settings with which it was made, in the system's own encoding
/// @param shapes of what is written in the recording, as [Script#shapes] tells them
/// @param epoch when its first step was taken, in nanoseconds since 1970, so that recordings of
///   several machines can be laid beside each other
@SuppressWarnings("ArrayRecordComponent") // nobody compares origins
public record Origin(String system, String node, byte[] settings, String shapes, long epoch) {

  private static final Codec<Origin> CODEC = Codec.of(Origin.class);

  /// As it is written down.
  public byte[] encoded() {
    var out = new ByteWriter();
    CODEC.encode(this, out);
    return out.toByteArray();
  }

  /// Reads what [#encoded] wrote.
  public static Origin decoded(byte[] bytes) throws MalformedException {
    Origin origin = CODEC.decode(new ByteReader(bytes));
    if (!NodeId.isName(origin.node)) {
      throw new MalformedException("a recording tells of a node without a name");
    }
    return origin;
  }

  /// The node.
  public NodeId id() {
    return new NodeId(node);
  }
}
