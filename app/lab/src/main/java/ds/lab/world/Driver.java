package ds.lab.world;

import ds.lab.chance.Draws;

/// Decides *when* things happen in a world: by virtual time and a seed, or one by one.
///
/// A [World] tells its driver what has become possible; the driver makes it happen by calling the
/// world back, at once, later, or never.
public interface Driver<M> {

  /// A message has left its node. The driver may [deliver][World#deliver] it, any number of times.
  void sent(Envelope<M> envelope);

  /// A timer has been armed, or armed anew. The driver may [fire][World#fire] it, unless
  /// [disarmed][Alarm#isArmed] meanwhile.
  void armed(Alarm<M> alarm);

  /// A write has begun. The driver makes it [durable][World#synced], within this call or later.
  void writing(Host<M> host);

  /// The power of `host` fails while writes are under way.
  ///
  /// @param pending how many
  /// @return how many of them, the oldest first, have reached the disk nevertheless
  default long survivors(Host<M> host, long pending, Draws draws) {
    return draws.below(pending + 1);
  }
}
