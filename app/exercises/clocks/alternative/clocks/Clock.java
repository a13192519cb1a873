package clocks;

import ds.exercise.clocks.Stamp;

/// One of the three clocks: what it has seen, and what it shows next.
interface Clock {

  /// An event with this stamp happened before the next one here.
  void hear(Stamp stamp);

  /// The stamp of an event that happens now. It is larger than all that were shown or heard.
  ///
  /// @param now on the clock of this server, which may be wrong
  Stamp next(long now);
}
