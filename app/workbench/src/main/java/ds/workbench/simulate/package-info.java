/// # Opening a scenario from the command line
///
/// A scenario, a number of servers and a seed are all that a run needs, and what is printed of it
/// ends in one number: two runs with the same step hash took the same steps.
///
/// **Read** [SingleRun], one run under one seed with what became of each promise, and [ManyRuns], a
/// campaign. What breaks is told by [Stage#tellStory].
@NullMarked
package ds.workbench.simulate;

import org.jspecify.annotations.NullMarked;
