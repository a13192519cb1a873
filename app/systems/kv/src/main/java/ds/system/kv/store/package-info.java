/// # The state that the members of a key-value cluster agree on
///
/// Programs coordinate through a few keys: who is the leader, which machines are there, what the
/// settings are. So a store for them must do more than keep values. A reader wants to see many keys
/// as of one moment, and to be told of every change after it, without a gap; a writer wants to
/// change several keys at once, and only if nobody was faster.
///
/// All of this comes from one idea: nothing is overwritten. The whole store has one counter, the
/// *revision*; each command that changes something makes the next one, and every version of a key
/// is kept with the revision that made it, until a compaction says from where on the past is
/// wanted. To read a moment is to look below a revision, to watch is to walk along them, and a
/// condition on a version is a condition on a number. A deletion is a version, too.
///
/// `ds.system.kv.store.versions` keeps the versions; here is what commands do with them. A member
/// can write its [whole state][StateView] to disk or send it to another while it goes on.
///
/// **Read** [StoreMachine], then [Operations].
///
/// | in etcd                                  | here                                        |
/// |------------------------------------------|---------------------------------------------|
/// | the applier, with its auth and quota layers | [StoreMachine], [Gate], [RaisedAlarms]   |
/// | the events of a revision                 | [Revision]                                  |
/// | scheduled compaction                     | [StoreMachine#sweep]                        |
/// | the checks of a request                  | [Requests], [DuplicateKeys]                 |
///
/// **Kept:** results, revisions and errors are those of etcd 3.5, checked by `StoreMachineTest`
/// case by case and by `StoreModelTest` against a list of all versions; a snapshot holds what was
/// there when it was taken, whatever came after (`SnapshotTest`); the same commands lead to the
/// same answers everywhere (`DeterminismTest`).
///
/// **Not kept:** the order of items that a sort holds for equal, which etcd leaves open; here it is
/// that of the keys. The hash differs from etcd's.
///
/// **Left out:** time, see `ds.system.kv.lease`; the quota, which is a member's setting; disks.
///
/// *Source:* etcd's documentation, *Data model* and *API reference*.
package ds.system.kv.store;
