/// # Frames in a row of files
///
/// A log on a disk has two enemies. A crash tears what was being written: that was promised to
/// nobody, and the log must go on without it. Rot changes what was durable: that was promised, and
/// a log that goes on without it breaks its word. Both look the same: bytes that do not fit their
/// checksum. Confusing them either loses data or refuses to start for nothing.
///
/// They are told apart by the order of writing. All that waits is written as one **frame** and
/// forced, and only then the next frame is written. So where a frame is broken and any later one is
/// whole, the broken one had been durable. A log that is closed in good order ends with a frame
/// that holds nothing, for the sake of the one before it.
///
/// **Read** [Log], then [SegmentScan] for the argument above in full.
///
/// | concept                                       | type                                    |
/// |-----------------------------------------------|-----------------------------------------|
/// | a file of the log                             | [Segment], files in waiting are `Spares` |
/// | what is written and forced at once            | [FrameBuilder], laid out by `Frame`     |
/// | how much of a stream a segment holds          | [Segment.Extent]                        |
/// | a log that is only read                       | [LogView]                               |
///
/// **The format**, version 1; numbers are little-endian, checksums CRC32C.
///
/// | in a segment  | at   | field                                                             |
/// |---------------|------|-------------------------------------------------------------------|
/// | header        | 0    | magic `DSJOURN\n`                                                 |
/// |               | 8    | format version, 4 bytes, and 4 of zero                            |
/// |               | 16   | number of the segment, 8                                          |
/// |               | 24   | number of its first frame, 8                                      |
/// |               | 32   | salt, 8                                                           |
/// |               | 40   | checksum of bytes 0 to 39                                         |
/// | frames        | 4096 | each at a multiple of 8, without gaps                             |
/// | frame         | +0   | magic `DFRM`                                                      |
/// |               | +4   | checksum of the salt and of all from +8 on                        |
/// |               | +8   | number of the frame, 8: one more than the last                    |
/// |               | +16  | length with header and padding, 4                                 |
/// |               | +20  | number of records, 4; a frame without any is the seal of a segment |
/// |               | +24  | records without gaps, then zeros up to a multiple of 8            |
/// | record        | +0   | checksum of the payload, then of the bytes +4 to +23              |
/// |               | +4   | length of the payload, 4                                          |
/// |               | +8   | sequence number in its stream, 8                                  |
/// |               | +16  | number of the stream, 4                                           |
/// |               | +20  | kind, 4: 1 appended, 2 moved here, 3 a witness that holds nothing |
/// |               | +24  | payload                                                           |
///
/// The empty file `newest-N` says that segment N was begun. It is renamed when another one is,
/// after that is durable and before anything is written into it.
///
/// **Kept:** a torn tail is cut; a byte that changes anywhere before the last frame, and so any
/// byte of a log that was closed in good order, is found at the next start and told with file and
/// offset; so is a newest segment that is missing. **Not kept:** after a crash, rot in the very
/// last frame looks like a torn write, and is cut. A disk is trusted to write a sector as a whole.
package ds.runtime.journal.log;
