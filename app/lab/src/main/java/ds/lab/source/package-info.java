/// # Sources: changed and compiled in memory
///
/// A planted bug is a line taken out of a real source and another one put in; a learner's program
/// is a folder of sources that nobody has compiled yet. Both become classes here, without a file
/// being written and without one being loaded.
///
/// **Read** [PatchFile] for the text form of a change, then [MemoryCompiler].
///
/// | concept                                     | type             |
/// |---------------------------------------------|------------------|
/// | lines and what replaces them                | [Patch]          |
/// | several of them, with what they are about   | [PatchFile]      |
/// | the compiler                                | [MemoryCompiler] |
///
/// **Left out:** loading. Who may see what is for class loaders to decide, and they differ.
package ds.lab.source;
