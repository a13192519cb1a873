/// # Versions of keys, by key and by revision
///
/// To see many keys as of one moment, and to be told of every change since another, are two orders
/// of the same things.
///
/// A [Store] keeps each version once and refers to it twice: in the history of its key, which hangs
/// in a [B+tree][KeyTree] in the order of the keys, and in a [ChangeLog] in the order of the
/// revisions. A deletion is a version as well.
///
/// The tree can be frozen in no time, and read on another thread while the store goes on: its nodes
/// know the epoch in which they were made, and one of an older epoch is copied before it is written
/// to. Histories and the log grow only at their ends.
///
/// **Read** [Store], then [KeyTree].
///
/// | in etcd                                    | here               |
/// |--------------------------------------------|--------------------|
/// | key index and its generations              | [KeyTree], [History] |
/// | backend, ordered by revision               | [ChangeLog]        |
/// | scheduled compaction                       | [Store#sweep]      |
///
/// **Kept:** a tree holds what a sorted map would, whatever is frozen meanwhile (`KeyTreeTest`);
/// the versions at a revision are those of a list of all versions (`StoreModelTest`).
///
/// **Not kept:** that nodes are at least half full. Keys that arrive in order leave them full, and
/// small neighbours are joined.
///
/// **Left out:** disks; the log that the members replicate is what is written.
///
/// *Source:* etcd's documentation, *Data model*; T. Johnson and D. Shasha, *B-trees with inserts
/// and deletes: why free-at-empty is better than merge-at-half*, 1993.
package ds.system.kv.store.versions;
