/// # Who belongs to a cluster
///
/// Members are known by numbers, which all of them compute from the same flags without having
/// talked to each other, and reached at addresses, which may change.
///
/// **Read** [InitialCluster], then [ds.system.kv.roster.ClusterMember].
///
/// **Kept:** clusters that were begun with different tokens never take each other's members for
/// their own.
package ds.system.kv.cluster;
