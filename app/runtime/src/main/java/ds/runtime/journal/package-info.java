/// # Journal: one log on one disk for all nodes of a process
///
/// A node persists small records and must not speak of them before they are durable. A disk needs a
/// tenth of a millisecond or more to make anything durable, be it one record or thousands; and a
/// process may host hundreds of nodes, with one disk.
///
/// So there is one log for all. Records of all nodes go into one batch, one thread writes it and
/// forces it, and while it does so the next batch fills. Each node has its own **stream** in the
/// log, with numbers of its own and **checkpoints**: files written beside the log, which take the
/// place of all records before them.
///
/// **Read** [Journal] and [JournalStream], then `Device`, where batches arise.
///
/// | concept                                      | type                                  |
/// |----------------------------------------------|---------------------------------------|
/// | what one node persists                       | [JournalStream]                       |
/// | group commit                                 | `Device`, `Batch`                     |
/// | the state that stands for all before it      | `Checkpoint`, `Turn`                  |
/// | which streams there are                      | `Catalogue`                           |
/// | what a restart finds                         | `Recovered`                           |
/// | room that is needed no more                  | `Keeper`                              |
/// | the bytes of the log                         | `ds.runtime.journal.log`              |
///
/// A checkpoint is a file of its own, version 1: a header (magic `DSCHECK\n`, version, stream 4,
/// number 8, first record kept 8, checksum), then pieces (length 4, checksum 4 over index, length
/// and bytes, bytes), then a piece of length -1. The file `streams` holds the names of the streams,
/// `LOCK` keeps a second process out, `*.new` was not finished when the process ended.
///
/// **Kept**, and checked by `JournalCrashTest` and `JournalKillTest`: what was said to be durable
/// is recovered, whole and in order; a checkpoint takes effect as a whole or not at all; after the
/// disk has failed nothing is said to be durable any more. **Not kept:** what was appended but
/// never said to be durable may be recovered nevertheless.
///
/// **Left out:** repair. A damaged journal does not start; a replicated node that lost its disk is
/// given a new one by its peers.
package ds.runtime.journal;
