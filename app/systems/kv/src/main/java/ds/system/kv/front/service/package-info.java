/// # The calls of etcd's API
///
/// One class for each service of the API, with one short method for each call. A method makes a
/// request of a message, hands it over, and makes a message of the answer; what the state decides
/// is not decided again here.
///
/// Calls that change or show the replicated state are allowed or refused by that state. Those that
/// it never sees, such as a snapshot or a new member, are allowed by the rules as the member knows
/// them.
///
/// **Read** [KvService]; the others are alike.
///
/// | service of the API   | here                                                        |
/// |----------------------|-------------------------------------------------------------|
/// | `KV`                 | [KvService]                                                 |
/// | `Lease`              | [LeaseService], [KeepAliveStream]                           |
/// | `Cluster`            | [ClusterService]                                            |
/// | `Maintenance`        | [MaintenanceService], [AlarmCalls], [SnapshotStream]        |
/// | `Auth`               | `ds.system.kv.front.auth`                                   |
/// | `Watch`              | `ds.system.kv.front.watch`                                  |
/// | `Lock`, `Election`   | `ds.system.kv.front.recipe`                                 |
/// | `Health`, of gRPC    | [HealthService]                                             |
///
/// **Kept,** and checked by `KvServiceTest` and its neighbours with a client written by others:
/// etcd's answers, errors and codes.
///
/// **Not kept:** etcd's hashes: the members of one cluster agree on theirs, and that is what they
/// are for.
///
/// **Left out:** downgrades, which are refused, and defragmentation, for which a store in memory
/// has no use.
///
/// *Source:* the API reference of etcd 3.5.
package ds.system.kv.front.service;
