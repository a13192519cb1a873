/// # Growth: what size costs
///
/// A server that is fast with three members and ten thousand keys may not be so with seven, or with
/// a million. What matters is the shape: cost that grows step by step can be planned for, a cliff
/// cannot.
///
/// So the same writes are measured while one size grows and the other stays. Beside speed goes what
/// it took: processor time of all members for one write, memory of the largest member, and how long
/// garbage collection held ours up, as Java's own log tells.
///
/// A large store must be written down from time to time, too. How much of that clients notice is
/// asked with writes at a rate, of which those that met a snapshot are counted apart.
///
/// **Read** [Growth], then [Grown]; [Snapshotting].
///
/// **Left out:** sizes that do not fit the machine.
@NullMarked
package ds.trial.kv.bench.growth;

import org.jspecify.annotations.NullMarked;
