/// # How a member comes to be who it is
///
/// A data directory belongs to one member of one cluster for good. Who that is gets decided once:
/// when the member is started for the first time, or when its directory is made of a snapshot.
///
/// **Read** [Identity], then `Joining` for what a member with nothing on its disk asks the others.
///
/// | concept                                                    | type                     |
/// |------------------------------------------------------------|--------------------------|
/// | what a first start goes by                                 | [FirstStart]             |
/// | `--initial-cluster` and `--initial-cluster-state`          | [Beginning]              |
/// | a member that was started before, and has nothing any more | [LostDirectoryException] |
/// | a data directory made of a snapshot                        | [Restore]                |
///
/// **Kept:** later starts change nothing about it, whatever they are told; nobody begins anew under
/// a number that others may count on, if one of them answers.
package ds.system.kv.bootstrap;
