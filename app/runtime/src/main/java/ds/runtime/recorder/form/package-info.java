/// # What a recording looks like
///
/// A recording is a log of frames ([ds.runtime.journal.log] tells their format, and how a torn end
/// is told from a damaged middle) in a folder of its own, `NODE-00001` and so on. A record of it is
/// an **entry**; where the log has the number of a stream stands the kind of the entry, and where
/// it has a sequence number, that of the step.
///
/// | number | [entry][EntryKind] | holds                                                       |
/// |--------|--------------------|-------------------------------------------------------------|
/// | 1      | origin             | an [Origin] in its [codec][ds.runtime.codec]; always first  |
/// | 2      | recovered          | a record that the disk gave back, in the journal's codec    |
/// | 3      | step               | what happened, digests of what was done: see [StepWriter]   |
/// | 4      | part               | the beginning of an entry that is too long for one record   |
///
/// This is version 1. The shapes of all messages and records stand in the origin: a program that
/// knows others refuses to replay it. A later version of the format itself has other numbers.
///
/// **Read** [StepWriter], then [Script], which is all that must be known of a kind of nodes.
///
/// **Kept:** any bytes at all are either read or refused, in time and memory bounded by their
/// number (`HostileRecordingTest`).
///
/// **Left out:** the effects themselves. They follow from the events; a checksum of each is enough
/// to see that they did, and costs a tenth.
package ds.runtime.recorder.form;
