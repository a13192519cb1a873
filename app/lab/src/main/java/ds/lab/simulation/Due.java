package ds.lab.simulation;

import ds.lab.fault.Fault;
import ds.lab.world.Alarm;
import ds.lab.world.Envelope;
import ds.lab.world.Host;

/// What an [Agenda] holds.
sealed interface Due<M> {

  record Arrival<M>(Envelope<M> envelope) implements Due<M> {}

  /// @param at the time of this entry: an alarm that was put forward has a later one that is void
  record Ring<M>(Alarm<M> alarm, long at) implements Due<M> {}

  /// @param incarnation of the host when the write began: a crash forgets it
  record Written<M>(Host<M> host, long incarnation) implements Due<M> {}

  record Scripted<M>(Act<M> act) implements Due<M> {}

  record NemesisTurn<M>(Nemesis<M> nemesis) implements Due<M> {}

  record Relief<M>(Fault.Lasting fault) implements Due<M> {}

  record Calm<M>() implements Due<M> {}
}
