package ds.lab.fault;

import ds.core.Check;
import ds.lab.chance.Span;

/// How a link treats the messages that pass it. Chances are in parts of a million.
///
/// @param loss chance that a message is lost
/// @param duplicate chance that a message arrives a second time, with a delay of its own
/// @param corrupt chance that a message is damaged; its checksum tells, and it is dropped, unless
///   the scenario has a [Forger] and so asks for Byzantine links
/// @param delay how long a message takes; messages of different delays overtake one another
/// @param late chance that a message takes [#lateBy] besides
/// @param lateBy how much later a late message is: the reordering that a busy network shows
public record LinkProfile(int loss, int duplicate, int corrupt, Span delay, int late, Span lateBy) {

  /// One percent, as a chance.
  public static final int PERCENT = 10_000;

  /// A quiet local network: nothing lost, a quarter of a millisecond to one on the way.
  public static final LinkProfile LAN =
      new LinkProfile(0, 0, 0, Span.micros(250, 1000), 0, Span.NONE);

  public LinkProfile {
    Check.that(isChance(loss), "loss is a chance from 0 to 1,000,000");
    Check.that(isChance(duplicate), "duplication is a chance from 0 to 1,000,000");
    Check.that(isChance(corrupt), "corruption is a chance from 0 to 1,000,000");
    Check.that(isChance(late), "lateness is a chance from 0 to 1,000,000");
  }

  private static boolean isChance(int parts) {
    return 0 <= parts && parts <= 1_000_000;
  }

  public LinkProfile losing(int chance) {
    return new LinkProfile(chance, duplicate, corrupt, delay, late, lateBy);
  }

  public LinkProfile duplicating(int chance) {
    return new LinkProfile(loss, chance, corrupt, delay, late, lateBy);
  }

  public LinkProfile corrupting(int chance) {
    return new LinkProfile(loss, duplicate, chance, delay, late, lateBy);
  }

  public LinkProfile delaying(Span newDelay) {
    return new LinkProfile(loss, duplicate, corrupt, newDelay, late, lateBy);
  }

  public LinkProfile delaying(int chance, Span by) {
    return new LinkProfile(loss, duplicate, corrupt, delay, chance, by);
  }
}
