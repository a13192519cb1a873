/// # The replicated log, as a thing on one machine
///
/// A server's log grows at its end, loses a wrong end when a new leader says so, and loses its
/// front when a snapshot covers it. It has to come back after a crash exactly as far as others were
/// told that it reaches.
///
/// So the log is kept twice: in memory as [RaftLog], which knows what may change and what never
/// does, and on disk as [Journal], a sequence of [records][RaftRecord] that only grows. Replaying
/// the records gives the log again. A checkpoint replaces the records that a snapshot covers.
///
/// **Read** [RaftLog], then [RaftRecord] and [Journal]. [Command] and [Application] are what a user
/// of Raft writes; [Answer] is what that user hears.
///
/// | in the paper                      | here                                      |
/// |-----------------------------------|-------------------------------------------|
/// | log entry                         | [Entry], at a [LogIndex] in a [Term]      |
/// | prevLogIndex and prevLogTerm      | [Position]                                |
/// | persistent state (figure 2)       | [RaftRecord]                              |
/// | lastIncludedIndex, -Term, -Config | [RaftRecord.Snapshot]                     |
/// | configuration (§6)                | [Membership]                              |
///
/// **Kept:** nothing up to the commit index is removed ([RaftLog] checks it); replay is idempotent
/// over what a checkpoint covers (`PersistencePaperTest`).
///
/// **Not kept:** anything if a disk forgets what it had confirmed.
///
/// **Left out:** an index on disk. The log is read once, at the start, and fits into memory, as
/// snapshots keep it short.
///
/// *Source:* as for `ds.protocol.raft`; §5.3 and §7 of the paper.
package ds.protocol.raft.log;
