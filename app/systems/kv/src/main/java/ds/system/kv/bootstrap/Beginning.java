package ds.system.kv.bootstrap;

import ds.system.kv.cluster.InitialCluster;

/// How the cluster began, for a member that is started for the first time.
///
/// @param isNew whether the cluster begins now; otherwise the member was added to one that is at
///   work, and `cluster` names all its members, this one included
public record Beginning(InitialCluster cluster, boolean isNew) {}
