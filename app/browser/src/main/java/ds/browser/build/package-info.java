/// # From class files to a page's program
///
/// The page runs the same bytecode as the command line, compiled to WebAssembly, and to JavaScript
/// for browsers that cannot load it. That is done once in a build, by a program of its own, and
/// left out if no class has changed.
///
/// **Read** [PageBuild].
///
/// | concept                                   | type           |
/// |-------------------------------------------|----------------|
/// | the compiler's settings                   | [PageBuild]    |
/// | which fields can be read by name          | [NodeFields]   |
/// | an Optional's text, as in a JVM           | [OptionalText] |
/// | the scripts that links name, beside it    | `ScriptModule` |
///
/// **Left out:** whatever the page needs besides Java. It lies among the resources as it is.
package ds.browser.build;
