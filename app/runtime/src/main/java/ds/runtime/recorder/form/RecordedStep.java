package ds.runtime.recorder.form;

import ds.core.NodeId;
import ds.runtime.codec.ByteReader;
import ds.runtime.codec.Codec;
import ds.runtime.codec.MalformedException;

/// A step as [StepWriter] has laid it down.
///
/// @param since the nanoseconds of the node's clock since the last step, at first since its 0
/// @param happening what has happened to the node
/// @param draws what its clock and its luck have answered: see [StepWriter]
/// @param effects digests of what it has done, see [EffectDigest]
/// @param failure what it threw; empty if it did not
@SuppressWarnings("ArrayRecordComponent") // nobody compares recorded steps
public record RecordedStep<M>(
    long since, Happening<M> happening, long[] draws, long[] effects, String failure) {

  /// An event as it is recorded.
  public sealed interface Happening<M> {

    /// The node starts with the records that were recorded before.
    record Started<M>() implements Happening<M> {}

    /// A message has arrived.
    record Received<M>(NodeId from, M message) implements Happening<M> {}

    /// A timer has run out.
    ///
    /// @param arming the how manieth arming of this life it was
    record TimerFired<M>(long arming) implements Happening<M> {}
  }

  /// Reads a step.
  public static <M> RecordedStep<M> read(byte[] bytes, Codec<M> messages)
      throws MalformedException {
    var in = new ByteReader(bytes);
    long since = in.readUnsigned();
    Happening<M> happening = happening(in, messages);
    long[] draws = new long[in.readCount()];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = in.readUnsigned();
    }
    long[] effects = new long[in.readCount()];
    for (int i = 0; i < effects.length; i++) {
      effects[i] = digest(in);
    }
    return new RecordedStep<>(since, happening, draws, effects, in.readString());
  }

  private static <M> Happening<M> happening(ByteReader in, Codec<M> messages)
      throws MalformedException {
    byte kind = in.readByte();
    return switch (kind) {
      case StepWriter.STARTED -> new Happening.Started<>();
      case StepWriter.RECEIVED -> {
        String from = in.readString();
        if (!NodeId.isName(from)) {
          throw new MalformedException("a message comes from nobody");
        }
        yield new Happening.Received<>(new NodeId(from), messages.decode(in));
      }
      case StepWriter.TIMER_FIRED -> new Happening.TimerFired<>(in.readUnsigned());
      default -> throw new MalformedException("there is no event of the kind " + kind);
    };
  }

  private static long digest(ByteReader in) throws MalformedException {
    long digest = (long) (in.readByte() & 0xFF) << Integer.SIZE;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      digest |= (in.readByte() & 0xFFL) << shift;
    }
    return digest;
  }
}
