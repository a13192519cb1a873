/// # Nodes on real machines
///
/// A node asks for effects and never carries one out. Here they are carried out: messages go to
/// sockets, records to a disk, timers to a clock. [Host] runs any number of nodes on a few
/// [loops][Loop], and keeps the one promise on which they rely: **nothing that a node sends behind
/// a `persist` leaves before the record is durable.**
///
/// **Read** [Host], then `Resident`, which is the [ds.core.Context] of this world.
///
/// | concept                                             | type          |
/// |-----------------------------------------------------|---------------|
/// | what must be known of a kind of nodes               | [NodeKind]    |
/// | the edge between nodes and the rest of a process    | [Port]        |
/// | how many threads ask one node, many things at once  | [Funnel]      |
///
/// **Kept:** the steps of a node come one after another; what it sends leaves in order; a loop
/// never waits for a disk or a socket; a message of a peer that is no message harms nobody.
///
/// **Left out:** which protocol it is.
package ds.runtime.host;
