package ds.lab.takeover;

import ds.lab.world.Envelope;
import ds.lab.world.Observer.Loss;

/// What became of a message: the arrow of a diagram.
public final class Arrow<M> {

  /// No step, no time.
  public static final long NONE = -1;

  private final int id;
  private final Envelope<M> envelope;
  private final long sentStep;
  private long end = NONE;
  private long endStep = NONE;
  private Fate fate = Fate.UNDER_WAY;

  /// How far a message has come.
  public enum Fate {
    UNDER_WAY("is under way"),
    ARRIVED("arrives"),
    LOST_ON_THE_LINK("is lost on the link"),
    LOST_IN_A_CUT("is lost, for its link is cut"),
    DAMAGED("is damaged on the way, and dropped"),
    RECEIVER_DOWN("is lost, for its receiver is down"),
    DROPPED_BY_HAND("is taken off the wire"),
    LOST_WITH_ITS_NODE("never leaves: its node crashed while it waited for the disk");

    private final String words;

    Fate(String words) {
      this.words = words;
    }

    /// What a message of this fate does: `arrives`.
    public String words() {
      return words;
    }

    static Fate of(Loss loss) {
      return switch (loss) {
        case LINK -> LOST_ON_THE_LINK;
        case CUT -> LOST_IN_A_CUT;
        case DAMAGE -> DAMAGED;
        case DOWN -> RECEIVER_DOWN;
        case CRASH -> LOST_WITH_ITS_NODE;
        case HAND -> DROPPED_BY_HAND;
      };
    }
  }

  Arrow(int id, Envelope<M> envelope, long sentStep) {
    this.id = id;
    this.envelope = envelope;
    this.sentStep = sentStep;
  }

  /// Its place among the arrows of its tape, from 0.
  public int id() {
    return id;
  }

  public Envelope<M> envelope() {
    return envelope;
  }

  /// The step that sent it.
  public long sentStep() {
    return sentStep;
  }

  /// When its fate was decided, or [#NONE].
  public long end() {
    return end;
  }

  /// The step that received it; of a lost one, the step taken last before; or [#NONE].
  public long endStep() {
    return endStep;
  }

  public Fate fate() {
    return fate;
  }

  void end(Fate how, long time, long step) {
    fate = how;
    end = time;
    endStep = step;
  }
}
