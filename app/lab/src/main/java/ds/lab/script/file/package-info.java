/// # Scripts in files
///
/// The package above reads nothing but text, so that a browser can use it too. Here is the edge: a
/// file that is played, and rewritten when what it prints has changed for a good reason.
///
/// **Read** [ScriptFile], the only type.
///
/// **Kept,** and checked by `ScriptFileTest`: whatever the file holds, the answer is a performance;
/// a file is replaced by a whole new one or stays as it was; a mistake or a broken promise is never
/// rewritten away.
package ds.lab.script.file;
