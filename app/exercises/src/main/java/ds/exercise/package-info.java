/// # Exercises: write it yourself
///
/// Reading a protocol is not knowing it. An exercise asks for a node, promises what the simulated
/// world will do to it, and says within seconds which promise broke, in the few steps that matter.
///
/// **Read** [Exercises], then [ds.exercise.task.Exercise], and [ds.exercise.ping.PingExercise] as
/// the first of them. What learners read lies beside this module's sources, one folder for each
/// exercise.
///
/// | concept                                   | package                  |
/// |-------------------------------------------|--------------------------|
/// | what an exercise is                       | [ds.exercise.task]       |
/// | running somebody else's code              | [ds.exercise.sandbox]    |
/// | tests, marks, stories                     | [ds.exercise.grading]    |
/// | what judges of several exercises share    | [ds.exercise.judge]      |
/// | one exercise                              | such as `ds.exercise.ping` |
///
/// **Kept:** tests see nodes as black boxes, by what they send and report.
package ds.exercise;
