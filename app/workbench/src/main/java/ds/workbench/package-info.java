/// # The workbench: what a person touches
///
/// The command line `./ds`. It owns no engine: each command reads its arguments, asks a room of the
/// house (the simulator, the judge of histories) and puts the answer into words and into an exit
/// code.
///
/// **Read** [Ds] first, the list of commands, and then the command you are after; each is one
/// class. `ds.workbench.terminal` says what the exit codes mean and what every error message looks
/// like.
@NullMarked
package ds.workbench;

import org.jspecify.annotations.NullMarked;
