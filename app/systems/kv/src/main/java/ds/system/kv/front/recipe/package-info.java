/// # Locks and elections, made of keys
///
/// Clients that want a lock must agree on who has it, and the lock must come free when its holder
/// dies. The store has all that it takes: keys that are made in an order which everybody sees, and
/// leases that delete them.
///
/// Whoever wants the lock makes a key of its own under the lock's name, attached to its lease. The
/// oldest key holds the lock. Everybody else watches the key just before its own, so that a lock
/// that comes free wakes one of them and not all. An election is the same with a value at each key:
/// the oldest key's is the leader's.
///
/// These are the same keys that etcd makes, so clients that build locks by themselves, as etcd's Go
/// library does, and clients of these services stand in one line.
///
/// **Read** [Turn], the line; then [LockService] and [ElectionService].
///
/// | in etcd                     | here                                      |
/// |-----------------------------|-------------------------------------------|
/// | `concurrency.Mutex`         | [Turn]                                    |
/// | `concurrency.Session`       | the lease, which [Turn] keeps alive while it waits |
/// | `concurrency.Election`      | [ElectionService]                         |
///
/// **Kept:** of all keys under a name, the oldest holds; nobody is told to hold whose key is not
/// the oldest or is gone.
///
/// **Not kept:** that a holder still holds when it acts: its lease may have ended. It must show its
/// key in the transaction that acts.
///
/// **Left out:** locks for readers and writers, and fairness beyond the order of arrival.
///
/// *Source:* M. Burrows, *The Chubby lock service*, 2006; etcd 3.5's concurrency API reference.
package ds.system.kv.front.recipe;
