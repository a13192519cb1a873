/// # Leases: keys that go when their owner does
///
/// A program that announces itself by a key may die without taking it back. So it attaches the key
/// to a *lease*, and keeps the lease alive as long as it lives itself; when a lease ends, its keys
/// are deleted.
///
/// Members have no common time, and would not agree on when a lease ends. Therefore they agree on
/// what does not need time: [Leases] says which leases there are and which keys are attached. Time
/// is one member's alone: the leader counts in its own memory, [Deadlines], and when it finds that
/// a lease has ended it puts that into the log like any other command. Keeping a lease alive costs
/// no place in the log. The price is paid when the leader changes: the new one starts all counts
/// anew.
///
/// **Read** [Leases], then [Deadlines].
///
/// | in etcd                                   | here                                   |
/// |-------------------------------------------|----------------------------------------|
/// | lessor                                    | [Leases] and [Deadlines]               |
/// | primary and secondary lessor: promote, demote | [Deadlines#lead], [Deadlines#follow] |
/// | TTL, granted TTL                          | [Deadlines#remainingNanos], [Leases#ttlSeconds] |
///
/// **Kept**, and checked by `DeadlinesTest`: no lease is due before its life is over since it was
/// granted, kept alive or taken over.
///
/// **Not kept:** that it ends soon afterwards. Leaders that follow each other faster than leases
/// end keep them alive for ever.
///
/// **Left out:** checkpoints of what is left of long leases, which etcd can put into the log.
///
/// *Source:* C. Gray and D. Cheriton, *Leases*, 1989; etcd's API reference, *Lease*.
package ds.system.kv.lease;
