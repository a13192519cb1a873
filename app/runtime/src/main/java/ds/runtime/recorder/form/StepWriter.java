package ds.runtime.recorder.form;

import ds.runtime.codec.ByteWriter;

/// Lays a step down as bytes; [RecordedStep] reads it.
///
/// | bytes         | what                                                                   |
/// |---------------|------------------------------------------------------------------------|
/// | varint        | nanoseconds of the node's clock since the last step, at first since 0  |
/// | 1             | the event: 0 started, 1 received, 2 a timer                            |
/// | string, …     | received: the sender, and the message in its codec                     |
/// | varint        | a timer: the how manieth arming it was; 0 if it was armed by nobody    |
/// | varint, then… | how many times the node asked the clock or for luck, and each answer:  |
/// |               | twice the nanoseconds since the step began, or twice the number plus 1 |
/// | varint, then… | how many effects there were, and of each the letter of its kind, and   |
/// |               | the checksum of the rest in 4 bytes, the lowest first                  |
/// | string        | the class of what the node threw; empty if it did not                  |
public final class StepWriter {

  static final byte STARTED = 0;
  static final byte RECEIVED = 1;
  static final byte TIMER_FIRED = 2;

  private final ByteWriter bytes = new ByteWriter();
  private final ByteWriter draws = new ByteWriter();
  private final ByteWriter effects = new ByteWriter();
  private int drawCount;
  private int effectCount;

  /// Begins another step.
  ///
  /// @param since the nanoseconds since the last step
  public void begin(long since) {
    bytes.reset();
    draws.reset();
    effects.reset();
    drawCount = 0;
    effectCount = 0;
    bytes.writeUnsigned(since);
  }

  /// The node starts.
  public void started() {
    bytes.writeByte(STARTED);
  }

  /// The node receives a message.
  ///
  /// @return where the message is to be written
  public ByteWriter received(String from) {
    bytes.writeByte(RECEIVED);
    bytes.writeString(from);
    return bytes;
  }

  /// A timer has run out.
  public void timerFired(long arming) {
    bytes.writeByte(TIMER_FIRED);
    bytes.writeUnsigned(arming);
  }

  /// The node has asked the clock.
  public void clock(long sinceBegin) {
    drawCount++;
    draws.writeUnsigned(sinceBegin << 1);
  }

  /// The node has asked for a random number.
  public void drawn(long number) {
    drawCount++;
    draws.writeUnsigned(number << 1 | 1);
  }

  /// The node has asked for an effect.
  public void effect(long digest) {
    effectCount++;
    effects.writeByte((byte) (digest >>> Integer.SIZE));
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      effects.writeByte((byte) (digest >>> shift));
    }
  }

  /// The step is over.
  ///
  /// @param failure what the node threw, or empty
  /// @return the step, until the next one begins
  public ByteWriter end(String failure) {
    bytes.writeUnsigned(drawCount);
    bytes.append(draws.array(), 0, draws.length());
    bytes.writeUnsigned(effectCount);
    bytes.append(effects.array(), 0, effects.length());
    bytes.writeString(failure);
    return bytes;
  }
}
