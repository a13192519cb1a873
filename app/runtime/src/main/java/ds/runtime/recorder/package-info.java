/// # The flight recorder
///
/// Something has gone wrong in production, once. In the simulated world the seed would bring it
/// back; on real machines nobody has drawn the schedule. But a node is a function of its events. So
/// it is enough to write down what the world told it: each message, each timer, what its clock and
/// its luck answered, what its disk gave back at the start. The same class, fed with the same, does
/// the same, step by step, in a debugger if one likes.
///
/// A recorder is a node around a node: it hands every event through, takes note of it, and takes
/// note in a few bytes of each effect, so that a replay can prove that it is one. The host knows
/// nothing of it.
///
/// **Read** `Taped`, the node around the node, then [Recorder]. What a recording looks like is told
/// in [ds.runtime.recorder.form], how it is lived once more in [ds.runtime.recorder.replay].
///
/// | concept                                            | type                |
/// |----------------------------------------------------|---------------------|
/// | who records the nodes of a process                 | [Recorder]          |
/// | a node that is recorded                            | `Taped`             |
/// | the way from the node's loop to the disk           | `Tape`              |
/// | what is kept of one node, and what is given up     | `Reel`              |
/// | how much that may be                               | [RecorderSettings]  |
/// | who sees steps as they are taken, and keeps none   | [Onlooker]          |
///
/// **The life is the unit.** A replay needs a state to begin with, and the only one that costs
/// nothing to have is that of a node which starts. So a recording begins when a node is started;
/// the oldest recordings of a node are given up when there is no more room; and a life that alone
/// takes all the room is recorded so far and no further, with a warning. An image of a running
/// node's state would let it go on, but to take one of some gigabytes would hold up the node's loop
/// for seconds.
///
/// **Kept:** a node's loop never waits for its recording, but for a moment at the start of a node
/// that finds more on its disk than there is buffer; a recording that cannot go on, for its disk is
/// full or too slow, ends with one warning, and the node goes on; what was recorded up to `kill -9`
/// can be replayed, but for the last milliseconds (`RecorderTest`).
///
/// **Not kept:** files are not forced, as that would delay those who have a log on the same disk.
/// When the machine itself goes down, the end of a recording may be lost, or be refused as damaged.
///
/// **Left out:** exceptions that a host throws at a node which breaks its contract; a replay tells
/// them as a difference.
package ds.runtime.recorder;
