/// # Clocks: what happened before what
///
/// Two machines each note the time of an event, and the notes are compared. That tells little: the
/// clocks of different machines never agree, and each can be put back. So an answer may carry an
/// earlier time than its question, and a log that is sorted by such times tells a story that did
/// not happen.
///
/// What can be known is less than time and more useful. An event *happened before* the next one of
/// its node, a message was sent before it was received, and whatever follows from these two. Events
/// in no such order are *concurrent*: neither can have led to the other. Each clock here is a value
/// that a node carries along and that travels in its messages; it sees to it that a later event has
/// the larger time.
///
/// **Read** [LamportTime], then [VectorTime], then [HybridTime].
///
/// | in the paper                        | here                                  |
/// |-------------------------------------|---------------------------------------|
/// | *logical clock* C, IR1, IR2         | [LamportTime]                         |
/// | the total order ⇒                   | [LamportTime#compareTo]               |
/// | *vector time*, ‖                    | [VectorTime], [VectorTime.Relation]   |
/// | l, c, pt of a *hybrid* clock        | [HybridTime]                          |
///
/// **Kept,** rule by rule in `ClocksPaperTest`, and in a world with clocks that drift and jump in
/// the scenario `clocks`: what happened before has the smaller time, for all three; a smaller
/// vector happened before; a hybrid time is never further ahead of real time than the clock that is
/// furthest ahead.
///
/// **Not kept:** any of it over a crash. A node that must not step back persists a bound on its
/// time and begins behind it. That a smaller Lamport or hybrid time happened before: events that
/// are concurrent have times in an order, too.
///
/// **Left out:** clocks of intervals (TrueTime), which need hardware that knows its own error, and
/// vectors for nodes that come and go.
///
/// *Source:* L. Lamport, *Time, Clocks, and the Ordering of Events in a Distributed System*, 1978.
/// F. Mattern, *Virtual Time and Global States of Distributed Systems*, 1989, §4. S. Kulkarni, M.
/// Demirbas, D. Madappa, B. Avva, M. Leone, *Logical Physical Clocks*, 2014, §3.
package ds.protocol.clock;
