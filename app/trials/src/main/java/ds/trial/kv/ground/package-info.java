/// # A cluster that can be broken
///
/// To break a cluster on purpose, and to tell afterwards what broke by itself, somebody has to know
/// what was done to whom. Here is the cluster as it is found by those who break it: its processes,
/// its links, its disks, and what an operator would do.
///
/// **Read** [Ground], then [Operator].
///
/// | concept                                        | type          |
/// |------------------------------------------------|---------------|
/// | members, links and disk of one trial           | [Ground]      |
/// | what etcd's operators do, over the API         | [Operator]    |
/// | a disk that can be filled                      | [SmallDisk]   |
/// | bytes of a log that were durable               | [LogFiles]    |
/// | what no server should have done                | [Incidents]   |
///
/// **Kept:** a member that ends though nobody ended it is noticed, and so is one that does not come
/// back. A byte is only ever changed where it had been durable, so a server can and must notice it.
///
/// **Left out:** who is broken when, which is [ds.trial.kv.nemesis].
package ds.trial.kv.ground;
