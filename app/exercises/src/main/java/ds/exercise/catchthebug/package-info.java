/// # The exercise `catch-the-bug`
///
/// Paxos with a line changed decides as it should in a thousand runs, and one day it does not. Here
/// the changed nodes are given. A learner writes what notices the change in an ordinary run, and
/// the schedule under which it does harm.
///
/// **Read** [Suspicion] and [Sabotage], what is to be written, then [CatchTheBugExercise]. The
/// handout lies in `app/exercises/catch-the-bug`.
///
/// | in the handout                       | here                  |
/// |--------------------------------------|-----------------------|
/// | a suspect, an innocent               | `Suspects`            |
/// | a run at which the watcher looks     | `Lineup`              |
/// | what gives a suspect away            | `Evidence`            |
/// | who has done nothing wrong yet       | `Twin`                |
/// | the world of the schedule            | `Trap`, [Mishap]      |
///
/// A suspect is `ds.protocol.paxos.PaxosNode` with a few lines changed, compiled when it is needed.
/// The verdict about an objection needs no opinion: as long as every suspect has done what the real
/// node does under the same events, the run is one of innocents.
///
/// **Kept:** nobody who leaves the innocent in peace is told otherwise, however a watcher finds
/// out.
///
/// *Source:* L. Lamport, *Paxos Made Simple*, 2001, §2.2 and §2.5 (the state that must be stable).
package ds.exercise.catchthebug;
