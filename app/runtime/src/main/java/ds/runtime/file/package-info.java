/// # Files, and what they promise
///
/// A program that keeps its word over a crash needs few things from a file system, and must know of
/// each what it does *not* promise. A write that returned may be lost; a file that was forced may
/// lack its name; a force that failed says nothing about what reached the disk. Tests have to meet
/// all of this, and real disks show it too seldom.
///
/// So the journal asks for files through a thin layer. The real one is the file system; the one in
/// the tests forgets, tears, fills up and fails on purpose.
///
/// **Read** [Storage] and [StoredFile], then [PacedWriter] for how a large file is written without
/// delaying a small one.
///
/// | concept                               | type                            |
/// |---------------------------------------|---------------------------------|
/// | what is asked of a file system        | [Storage], [StoredFile]         |
/// | the real one                          | [DiskStorage]                   |
/// | one for which no disk has to work     | [UnforcedStorage]               |
/// | what such a one is made of            | [ForwardingStorage]             |
/// | a large write that lets others through | [PacedWriter], [Pace]          |
/// | a read from begin to end              | [ReadAhead]                     |
/// | no room is left                       | [DiskFullException]             |
/// | bytes are not what was written        | [DamagedFileException]          |
///
/// **Left out:** mapped memory. An I/O error in a mapped page kills the thread instead of being
/// reported, and no test can stand in for it.
package ds.runtime.file;
