/// # The exercise `raft`
///
/// A handful of servers keep one log, although any of them may fail: election, replication,
/// persistence, snapshots. The learner writes a server after figure 2 of the paper; what is asked
/// of it is what any sound server does, however it is built.
///
/// **Read** [RaftMessage] and [RaftFact], all that the tests see. `ds.exercise.raft.tests` holds
/// the tests and `ds.exercise.raft.judge` the promises. The handout lies in `app/exercises/raft`.
///
/// | in the handout                  | here                      |
/// |---------------------------------|---------------------------|
/// | what clients say                | [RaftMessage]             |
/// | what a server states            | [RaftFact]                |
/// | the state machine               | [Tally]                   |
/// | what is to be held              | `ds.exercise.raft.judge`  |
/// | the tests of the four parts     | `ds.exercise.raft.tests`  |
///
/// **Left out:** membership changes, leases and reads; `ds.protocol.raft` has them.
///
/// *Source:* D. Ongaro and J. Ousterhout, *In Search of an Understandable Consensus Algorithm*
/// (extended version), 2014.
package ds.exercise.raft;
