package ds.scenario.clock;

import ds.core.Fact;
import ds.protocol.clock.HybridTime;
import ds.protocol.clock.LamportTime;
import ds.protocol.clock.VectorTime;

/// What servers tell each other.
///
/// | who    | what   |
/// |--------|--------|
/// | anyone | [Note] |
public sealed interface ClockMessage {

  /// The three times of one event.
  record Times(LamportTime lamport, VectorTime vector, HybridTime hybrid) {

    @Override
    public String toString() {
      return lamport + " " + vector + " " + hybrid;
    }
  }

  /// A note without contents: it is here for the time of its sending.
  ///
  /// @param number the sender's count of notes
  record Note(long number, Times sent) implements ClockMessage {}

  /// An event of the stating server has these times.
  record Stamped(Times times) implements Fact {}
}
