/// # Scenarios: what goes wrong, and what must hold nevertheless
///
/// A test of a distributed algorithm is a system, a stretch of bad luck, and promises. A [Scenario]
/// holds all three as one value, so the same thing can be run a thousand times under random seeds,
/// replayed under one of them, or opened and looked at.
///
/// **Read** [Scenario], whose methods are its language, then [Property]; `ds.lab.run` runs it.
///
/// | concept                                              | type                             |
/// |------------------------------------------------------|----------------------------------|
/// | safety: nothing bad ever happens                     | [Property.Always], [Invariant]   |
/// | safety that shows in the steps alone                 | [StepInvariant]                  |
/// | coverage: the interesting place was visited          | [Property.Sometimes]             |
/// | liveness: something good happens, once faults end    | [Property.Eventually]            |
/// | what clients saw                                     | [HistoryFact], [Property.Judged] |
/// | a client that can be told what to call               | [Caller]                         |
///
/// **Left out:** files and threads. They belong to the campaign and to the command line.
package ds.lab.scenario;
