/// # The program under examination
///
/// Class files as `java.lang.classfile` reads them, with the few questions that all parts of the
/// lint ask about them: who extends whom, which methods a call may reach, which line is meant.
///
/// **Read** [Program].
package ds.lab.lint.program;
