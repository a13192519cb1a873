/// # Scenarios from text, on the command line
///
/// **Read** [Recital] first: a script is played, and what becomes of it is told. [Shelf] finds the
/// scripts that come with the house.
@NullMarked
package ds.workbench.script;

import org.jspecify.annotations.NullMarked;
