/// # Running a scenario
///
/// A [Run] carries a scenario out under one seed, in virtual time, and a [Watch] holds it to its
/// promises: invariants after every step, goals once the faults have ended, the history at the end.
///
/// **Read** [Run], then [Watch].
///
/// | concept                                    | type            |
/// |--------------------------------------------|-----------------|
/// | one execution                              | [Run]           |
/// | its result                                 | [Outcome]       |
/// | a counterexample                           | [Violation]     |
/// | what clients saw                           | [HistoryTaker]  |
/// | the identity of an execution               | [StepHash]      |
///
/// **Kept:** a verdict that is unknown never counts as a pass.
package ds.lab.run;
