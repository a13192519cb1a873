/// # Grading a class
///
/// Two hundred folders, one for each learner, and a table at the end. Each submission is compiled,
/// read by the guard and examined in a process of its own, under the same seeds as every other.
/// What came out is written down at once, so a grading that was interrupted goes on where it
/// stopped.
///
/// **Read** [GradeCommand], then `Grading` and `GradeBook`.
///
/// | concept                                 | type                     |
/// |-----------------------------------------|--------------------------|
/// | a learner's folder                      | `Submission`             |
/// | what it is worth, test by test          | [Grade]                  |
/// | what is known so far                    | `GradeBook`              |
/// | all of them, in parallel                | `Grading`                |
/// | the same in formats of our own          | `Csv`, `Json`            |
/// | and in those of others                  | `JunitXml`, `Gradescope`, `Annotations` |
///
/// **Kept:** the same sources and seeds get the same grade. A submission cannot see another one.
package ds.workbench.grade;
