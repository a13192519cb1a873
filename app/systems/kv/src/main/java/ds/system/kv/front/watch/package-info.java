/// # Telling clients what changes
///
/// Thousands of clients watch keys. Some want to know what has happened since a revision long ago,
/// some read slowly, some have gone without a word. Whoever writes must not wait for any of them,
/// none of them may miss a change, and what waits for a slow one must not fill the memory.
///
/// The store keeps every change until it is compacted. So a watch is hardly more than a number: the
/// next revision that it wants. While it keeps up it is told of changes as they are made; one that
/// is new, or whose connection has no room, [lags][WatchHub], and reads the store's changes from
/// its number on when it has room again. Nothing is kept for it meanwhile. The same happens to all
/// of them when more changes come than can be told.
///
/// **Read** [WatchHub], then [WatchStream], which is the API's side of it.
///
/// | in etcd                        | here                                       |
/// |--------------------------------|--------------------------------------------|
/// | a *watcher*                    | [Watcher]                                  |
/// | *synced* and *unsynced* group  | the watchers in the index, and those that lag |
/// | *victims*                      | watchers that lag until their stream has room |
/// | `serverWatchStream`            | [WatchStream]                              |
///
/// **Kept,** and checked by `WatchTest`: a watch sees every change of its keys from its first
/// revision on, once and in order, all of one revision together, or is told that it was compacted.
///
/// **Not kept:** that a watch is told within a bounded time.
///
/// **Left out:** an index over ranges. Each change is compared with every watched range of more
/// than one key, which is fast for some thousands of them.
///
/// *Source:* etcd 3.5's API reference, and its guarantees for watches.
package ds.system.kv.front.watch;
