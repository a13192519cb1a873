package ds.runtime.recorder.form;

import ds.core.Durable;
import ds.core.Fact;
import ds.runtime.codec.ByteWriter;
import ds.runtime.codec.Codec;
import java.util.function.BiConsumer;

/// How what happens to one kind of nodes is written down.
///
/// @param system whose nodes they are, so that a replay knows which class to make
/// @param messages that reach these nodes, from wherever
/// @param records what their disks give back to them
/// @param sent writes a message that a node has sent, so that different messages differ: it is
///   compared and never read
/// @param facts that they report, which are compared as well
public record Script<M>(
    String system,
    Codec<M> messages,
    Codec<Durable> records,
    BiConsumer<M, ByteWriter> sent,
    Codec<Fact> facts) {

  /// The shapes of all that is written, a line for each type. A program with other shapes cannot
  /// tell what a recording says.
  public String shapes() {
    return messages.description() + records.description() + facts.description();
  }
}
