/// # How a member becomes bytes
///
/// What members tell each other, what they write down and what a recording has of them is encoded
/// by codecs that are derived from the shapes of the records. Here they meet in one place, as it
/// takes all families of records to make one: the Raft's, the store's, the roster's and the calls'.
///
/// **Read** [MemberCodecs], then [MemberScript], which is what a recorder and a replay are given.
///
/// **Kept:** a recording has of what a member answers only as much as it takes to compare two runs.
package ds.system.kv.codec;
