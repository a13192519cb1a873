/// # The members of a cluster, as the cluster knows them
///
/// Who has a vote is in Raft's own entries; names and addresses are not Raft's business, and are
/// replicated beside them as a part of the state.
///
/// **Read** [ClusterMember], then [Roster].
///
/// | concept                                | type            |
/// |----------------------------------------|-----------------|
/// | what changes the roster, in the log    | [RosterCommand] |
/// | what stands for it in a snapshot       | [MemberPiece]   |
///
/// **Kept:** the number of a removed member is never given again.
package ds.system.kv.roster;
