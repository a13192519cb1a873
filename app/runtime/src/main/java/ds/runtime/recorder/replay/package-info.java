/// # Living a recorded life once more
///
/// A node that has just been made is handed what the recorded one was handed, in the same order,
/// and its clock and its luck answer what they answered then. It cannot but do the same. If it does
/// something else, then it knows something that the world has not told it, or it is not the same
/// program; either is worth knowing, and at which step.
///
/// **Read** [Rerun], then [Difference].
///
/// | concept                                   | type           |
/// |-------------------------------------------|----------------|
/// | a recording, read from its begin          | [Recording]    |
/// | a node that lives through it              | [Rerun]        |
/// | a step, as it went now                    | [Replayed]     |
/// | what went otherwise than it did           | [Difference]   |
///
/// **Kept:** a replay that tells no difference has taken the recorded steps, all of them
/// (`RecorderTest`).
///
/// **Left out:** what several recordings say together, which is the concern of whoever knows what
/// the nodes have promised.
package ds.runtime.recorder.replay;
