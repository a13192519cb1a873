/// # A member of a key-value cluster
///
/// A store that must survive the loss of a machine is kept by several members, and a client talks
/// to any of them. [Member] is a node like all others: a Raft and the state that its log makes, so
/// the same class is simulated with every fault and runs behind real sockets.
///
/// **Read** [MemberMessage] for the conversation, then [Member].
///
/// | concept                                                  | type            |
/// |----------------------------------------------------------|-----------------|
/// | a command in the log, and who waits for it               | [ds.system.kv.command.Proposed] |
/// | a read that sees all that was acknowledged (ReadIndex)   | `Readings`      |
/// | a lease's life, counted by the leader alone              | `LeaseKeeper`   |
/// | members' names and addresses, replicated                 | [ds.system.kv.roster.Roster]   |
///
/// **Kept:** a call is answered once, with what became of it or with the news that nobody knows; a
/// linearizable read sees every write acknowledged before it was asked, through whichever member; a
/// lease never ends early.
///
/// **Left out:** sockets, threads and time, which are the server's.
package ds.system.kv.member;
