package ds.lab.takeover;

import ds.lab.fault.Fault;

/// A fault, and how long it held.
public final class Spell {

  private final Fault fault;
  private final long from;
  private final long fromStep;
  private long to = Arrow.NONE;
  private long toStep = Arrow.NONE;

  Spell(Fault fault, long from, long fromStep) {
    this.fault = fault;
    this.from = from;
    this.fromStep = fromStep;
  }

  public Fault fault() {
    return fault;
  }

  /// When it began.
  public long from() {
    return from;
  }

  /// How many steps had been taken then.
  public long fromStep() {
    return fromStep;
  }

  /// When it ended, or [Arrow#NONE].
  public long to() {
    return to;
  }

  public long toStep() {
    return toStep;
  }

  boolean isOpen() {
    return to == Arrow.NONE;
  }

  void end(long time, long step) {
    to = time;
    toStep = step;
  }
}
