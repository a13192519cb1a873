/// # Judging a file
///
/// **Read** [Judgement]: a history is read from a file, put to a judge of `ds.lab.history`, and the
/// verdict is printed.
@NullMarked
package ds.workbench.verify;

import org.jspecify.annotations.NullMarked;
