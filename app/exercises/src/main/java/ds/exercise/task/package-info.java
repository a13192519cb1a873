/// # What an exercise is
///
/// An [Exercise] asks for some classes and promises points for what their nodes do. It is a value
/// like a [ds.lab.scenario.Scenario], and its tests *are* scenarios: a learner's node meets the
/// same simulated world, the same faults and the same judges as the protocols of this repository.
///
/// **Read** [Exercise], [TestCase], and then [Handout], which is where the words come from.
///
/// | concept                                          | type           |
/// |--------------------------------------------------|----------------|
/// | what is asked for                                | [Exercise]     |
/// | a stage of it                                    | [Part]         |
/// | a claim, tried under many seeds                  | [TestCase]     |
/// | what somebody wrote                              | [Solution]     |
/// | the folder with handout, skeleton, hints         | [Material]     |
/// | the text, and each promise's explanation in it   | [Handout]      |
/// | what helps whoever is stuck                      | [Hints]        |
/// | a mistake that the tests must catch              | [Bug]          |
///
/// **Kept**, and checked by `ExercisesTest`: every property of every test is explained in the
/// handout under its name, every test has hints.
package ds.exercise.task;
