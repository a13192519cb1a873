/// # Talking to a person through a terminal
///
/// **Read** [Exit] and [Complaint] first: what a command ends with, and the one shape of all error
/// messages. [Complaints] prints them, [Terminal] knows whether a person looks.
@NullMarked
package ds.workbench.terminal;

import org.jspecify.annotations.NullMarked;
