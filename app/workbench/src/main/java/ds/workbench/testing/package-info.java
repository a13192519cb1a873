/// # Running the tests and telling the outcome
///
/// Maven runs the tests, since it knows how to build them; what it prints goes to a file. A person
/// sees one line for each test class while they run, and at the end what failed, what was skipped
/// and why.
///
/// **Read** [TestRun] first: one run from start to end. The verdict comes from Surefire's report
/// files ([Report]) and from what Maven said when no report could be written ([Progress]).
@NullMarked
package ds.workbench.testing;

import org.jspecify.annotations.NullMarked;
