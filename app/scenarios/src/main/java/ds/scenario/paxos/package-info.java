/// # Paxos in bad luck
///
/// Three proposers that all want to win, on a network that loses, doubles and delays, with crashes
/// and partitions between: the smallest scenario of the house, and the one to read first.
///
/// **Read** [PaxosScenarios], then [Decisions], what may never happen to a decision.
///
/// | in the paper                                  | here                   |
/// |-----------------------------------------------|------------------------|
/// | only a single value is chosen                 | [Decisions.Agreement]  |
/// | only a value that has been proposed is chosen | [Decisions.Validity]   |
package ds.scenario.paxos;
