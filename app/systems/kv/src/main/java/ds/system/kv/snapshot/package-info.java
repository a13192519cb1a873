/// # A snapshot as a file
///
/// What `etcdctl snapshot save` brings home, and what a new cluster can be made of: the state as
/// its members write it on their disks, piece by piece.
///
/// **Read** [SnapshotFormat], how it is written, then [SnapshotFile], how it is read back.
///
/// | bytes                | what                                                             |
/// |----------------------|------------------------------------------------------------------|
/// | 17                   | `ds-kv snapshot 1` and a line feed: whose it is, and the version |
/// | 4, then as many      | a piece of the state behind its length, as often as it takes     |
/// | fewer than 512       | zeros up to a multiple of 512, by which etcdctl finds the hash   |
/// | 32                   | SHA-256 of all before                                            |
///
/// The last piece says how many versions there were, so a file can be read to its end without its
/// hash, too.
///
/// **Kept:** what is not whole, or is no such file, is refused with the reason.
package ds.system.kv.snapshot;
