/// # Clients of a real cluster, and what they see
///
/// Servers are killed, stopped, cut off and filled up. Whether they kept their promises is known to
/// nobody but their clients, and to those only if they had asked all the time. So a crowd of
/// clients does what clients of such a store do, each its own thing over and over, at whatever
/// member answers, and the judges hear of all of it.
///
/// **Read** [Workloads], which has the crowd, and then the players, one file each.
///
/// | what is tried                              | player           | judged by        |
/// |--------------------------------------------|------------------|------------------|
/// | registers, compare-and-set, transactions   | [RegisterPlayer] | `HistoryJudge`   |
/// | watches                                    | [WatchPlayer]    | `WatchJudge`     |
/// | leases                                     | [LeasePlayer]    | `LeaseJudge`     |
/// | locks and elections                        | [LockPlayer]     | `LockJudge`      |
/// | reads of what a member has                 | [LocalPlayer]    | `RevisionJudge`  |
///
/// **Kept,** and checked by `WorkloadsTest` against a server that can be told to break a promise:
/// the judges catch it, and blame an honest server for nothing.
///
/// **Left out:** authentication, and alarms.
package ds.trial.kv.workload;
