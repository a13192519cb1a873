/// # A key-value store that survives its machines
///
/// Programs want a place to put a value under a name and to find it there again, also when the
/// machine that took it has died, and also when several of them write at once.
///
/// The store itself is as plain as a map, because all that is hard about it lies below:
/// `ds.protocol.rsm` has every command carried out once, in the same order, on each replica, and
/// [KvMachine] says what a command does. Each value has a version, so that a client can make its
/// write depend on what it has read.
///
/// **Read** [KvCommand], then [KvMachine#apply].
///
/// | in the literature                 | here                                      |
/// |-----------------------------------|-------------------------------------------|
/// | compare-and-set, conditional put  | [KvCommand.PutIf]                         |
/// | version, ETag                     | the version in [KvResult.Stored]          |
/// | state machine                     | [KvMachine]                               |
///
/// **Kept,** checked by `KvMachineTest` and `KvReplicaTest`: a command that its table does not
/// allow is answered by a result, never by an exception, and changes nothing; a restored snapshot
/// answers as the original did; the size of a snapshot depends on what is stored and not on how it
/// came about.
///
/// **Not kept:** the version of a key across its deletion. A key that is made again starts with
/// version 1, so a writer that must notice this should not delete.
///
/// **Left out:** ranges of keys, transactions over several keys, expiry, watching for changes.
///
/// *Source:* the conditional put is that of HTTP's `If-Match` (RFC 9110, §13.1.1), and of the
/// key-value stores that have copied it.
package ds.protocol.kv;
