/// # Sources: changed and compiled in memory
///
/// A planted bug is a line taken out of a real source and another one put in; a learner's program
/// is a folder of sources that nobody has compiled yet. Both become classes here, without a file
/// being written.
///
/// **Read** [PatchFile] for the text form of a change, then [MemoryCompiler].
///
/// | concept                                     | type             |
/// |---------------------------------------------|------------------|
/// | lines and what replaces them                | [Patch]          |
/// | several of them, with what they are about   | [PatchFile]      |
/// | where originals are read                    | [ClassPath]      |
/// | the compiler                                | [MemoryCompiler] |
/// | the changed program beside the original     | [Transplant]     |
///
/// **Left out:** walls. A learner's classes may not see everything; their loader is
/// `ds.exercise.sandbox`'s.
package ds.lab.source;
