/// # What a sound Raft keeps, seen from outside
///
/// A learner's server is a black box: it answers clients, speaks to its peers in messages that
/// nobody here knows, persists records, and states a few facts. From these alone the judges tell
/// whether it is sound. Some of them follow who can have heard of what: an entry that was applied
/// while no majority could have heard of it was applied too early, whatever the messages mean.
///
/// **Read** [Rules], the properties by name, then [Safety], [Hearsay] and [Progress].
///
/// | in the paper                                 | here                                  |
/// |----------------------------------------------|---------------------------------------|
/// | election safety                              | [Safety.OneLeader]                    |
/// | a majority of votes, of copies               | [Hearsay]                             |
/// | leader append-only                           | [Safety.AppendOnly]                   |
/// | leader completeness                          | [Safety.Complete]                     |
/// | state machine safety                         | [Safety.SameCommands]                 |
/// | availability, timing requirement             | [Progress]                            |
///
/// **Kept:** no judge asks how a server is built, so the production Raft of this repository and a
/// plain one after figure 2 both pass.
///
/// *Source:* D. Ongaro and J. Ousterhout, *In Search of an Understandable Consensus Algorithm*
/// (extended version), 2014, figure 3; F. Mattern, *Virtual Time and Global States of Distributed
/// Systems*, 1989, for [Hearsay].
package ds.exercise.raft.judge;
