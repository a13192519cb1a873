/// # What all clients of a trial share
///
/// Clients of many kinds are let loose on a cluster, and each call of each of them has to be
/// counted, timed, and shown to the judges that see all calls. So no client calls by itself.
///
/// **Read** [Stage], then [Caller], through which every call goes, and [Rounds], which make short
/// histories out of a long trial.
///
/// **Kept:** a call is recorded as made before it is sent, and as answered after the answer is
/// there, so a recorded history never says less overlapped than did.
///
/// **Left out:** what clients do; that is `ds.trial.kv.workload`.
package ds.trial.kv.stage;
