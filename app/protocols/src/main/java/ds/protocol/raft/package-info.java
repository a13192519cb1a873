/// # Raft: one log on several machines
///
/// Several machines should hold the same log of commands, and go on when some of them fail. If each
/// appended what it is told, the logs would differ as soon as two clients spoke to two machines,
/// and after a failure nobody could say which entries count.
///
/// Raft has one *leader* at a time decide the order, and makes any machine that holds enough of the
/// log able to replace it. Time is cut into [terms][ds.protocol.raft.log.Term], in each of which a
/// majority elects at most one leader. Followers take entries only where their log equals the
/// leader's. An entry is committed when a majority has it on disk; as a majority also elects, and
/// nobody votes for a log that lacks what its own has, every later leader holds it.
///
/// **Read** [RaftMessage], the whole conversation on one page, then [Raft#on], which is its table
/// of contents, and from there the part that you came for: [Election], [Replication], [Snapshots],
/// [MembershipChange], [Reads]. The log itself is in `ds.protocol.raft.log`.
///
/// | in the paper                   | here                                                   |
/// |--------------------------------|--------------------------------------------------------|
/// | server states (figure 4)       | [Raft.Role]                                            |
/// | currentTerm, votedFor          | [ds.protocol.raft.log.RaftRecord.TermAndVote]          |
/// | log, commitIndex, lastApplied  | [ds.protocol.raft.log.RaftLog]                         |
/// | nextIndex, matchIndex          | [Progress]                                             |
/// | RequestVote, AppendEntries     | [RaftMessage.RequestVote], [RaftMessage.AppendEntries] |
/// | InstallSnapshot (figure 13)    | [RaftMessage.InstallSnapshot]                          |
/// | C_old,new (§6)                 | a joint [ds.protocol.raft.log.Membership]              |
/// | state machine                  | [ds.protocol.raft.log.Application]                     |
///
/// **Kept,** and checked by `RaftSmokeTest` after each step of its runs: *Election Safety*, *Log
/// Matching*, *Leader Completeness*, *State Machine Safety* (figure 3), and that a read sees each
/// write acknowledged before it began. Rule by rule they are in `ElectionPaperTest`,
/// `VotePaperTest`, `DisruptionPaperTest`, `ReplicationPaperTest`, `FlowPaperTest`,
/// `PersistencePaperTest`, `SnapshotPaperTest`, `MembershipPaperTest`, `TransferPaperTest` and
/// `ReadPaperTest`; the price in messages is in `EconomyTest`.
///
/// **Not kept:** progress while no majority can talk, or while messages take as long as an election
/// timeout (`ElectionPaperTest`: *when votes are split*). That a command runs once: a client that
/// asks again is served again, unless a session prevents it (`ds.protocol.rsm`). Leases on clocks
/// that drift more than [RaftSettings.Reading] says.
///
/// **Left out:** reads by followers (end of the dissertation's §6.4), its other ways of compaction
/// (§5.2 to §5.4 there), and Byzantine servers.
///
/// *Source:* D. Ongaro and J. Ousterhout, *In Search of an Understandable Consensus Algorithm
/// (Extended Version)*, 2014: §5 the algorithm, §6 membership, §7 snapshots, §8 clients. D. Ongaro,
/// *Consensus: Bridging Theory and Practice*, dissertation, 2014, chapters 3, 4, 5, 6, 9 and 10. A
/// § alone is the paper's; names of tests cite the dissertation's §3.10, §4.x, §6.x, §9.6, §10.2.
package ds.protocol.raft;
