/// # Raft in bad luck
///
/// Raft's paper promises five things (figure 3) whatever messages and machines do, and that the
/// system goes on as soon as a majority can talk. The scenarios here do to a replicated store what
/// networks, disks and clocks do to it in a bad year, and hold it to those promises after every
/// step; and hold the store to linearizability at the end of every run.
///
/// **Read** [RaftScenarios]; then `ElectionSafety`, `LogSafety` and `StateMachineSafety`.
///
/// | in the paper (figure 3)                  | here                 |
/// |------------------------------------------|----------------------|
/// | *Election Safety*                        | `ElectionSafety`     |
/// | *Log Matching*, *Leader Completeness*    | `LogSafety`          |
/// | *State Machine Safety*                   | `StateMachineSafety` |
///
/// **Left out:** *Leader Append-Only*. It concerns the inside of a leader and shows, if broken, as
/// one of the others.
package ds.scenario.raft;
