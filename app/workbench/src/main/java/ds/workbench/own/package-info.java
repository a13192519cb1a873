/// # Opening one's own nodes
///
/// What a learner or an engineer has written is looked at as the house's own runs are: in the
/// debugger, at the step that broke. It is compiled when it is opened, and runs on this machine's
/// JVM; the page asks it through [ds.browser.remote].
///
/// A learner's classes run in the sandbox in which they are graded, so that a seed makes the run
/// that `./ds check` told of. An engineer's scenario runs as it is.
///
/// **Read** [OwnScenarios].
///
/// | what is opened                                | is read by       |
/// |-----------------------------------------------|------------------|
/// | the tests of an exercise, on one's solution   | [OwnSolution]    |
/// | a Java file with a scenario                   | [SourceScenario] |
@NullMarked
package ds.workbench.own;

import org.jspecify.annotations.NullMarked;
