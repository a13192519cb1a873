/// # One contract, every world
///
/// A node is tried in a simulated world and then runs in the real one. That is worth something only
/// if both keep the same promises. So what [ds.core.Context] and [ds.core.Event] promise is written
/// down here once, as [behaviours][Behaviour] of a [WorldUnderTest], and each is tried in the
/// simulation, on a host with a disk that tears what was not forced, and on a host with a real
/// directory; hosts talk over real sockets.
///
/// **Read** [DiskContract], [NetworkContract] and [TimerContract]; then [Actor], who does what they
/// tell it, and [Flaw], the ways of breaking a world that they must notice.
///
/// **Left out:** what only one of the worlds can do: to double a message, to bend a clock, or to
/// meet a stranger.
package ds.runtime.contract;
