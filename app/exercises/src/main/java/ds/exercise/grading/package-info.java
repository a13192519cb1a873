/// # The grader
///
/// A check runs every test of an exercise under some seeds and tells, for the first that fails, the
/// story: the few steps that matter, what was promised, and the command that shows the same run
/// again. Time is virtual, so nothing waits and nothing is flaky: a seed passes or it fails.
///
/// The learner's code runs in processes of its own. A [Worker] is told test and seeds, and answers
/// with a [Mark]; the [Examination] hands out the work, and when a worker is silent for too long it
/// ends it, marks the test, and goes on with a fresh one. Silence is measured by the processor time
/// that the worker has used, so that a busy machine changes no verdict.
///
/// **Read** [Examiner], which needs no process, then [Examination].
///
/// | concept                                    | type          |
/// |--------------------------------------------|---------------|
/// | what became of a test                      | [Mark]        |
/// | running a test in this process             | [Examiner]    |
/// | running all of them elsewhere              | [Examination] |
/// | the process they run in                    | [Worker]      |
/// | compiling strangers' sources               | [CompilerProcess] |
/// | what both processes have in common         | [ChildProcess] |
/// | for how long one may say nothing           | [Patience]    |
/// | who catches whom                           | [Bank]        |
/// | a line of a story on its way between them  | [Told]        |
///
/// **Kept:** unknown is not passed. A verdict comes from the simulated world, which learners' code
/// cannot reach; the channel to the examination belongs to the worker alone.
package ds.exercise.grading;
