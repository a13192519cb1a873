/// # The scenarios of the house
///
/// Protocols and the lab do not know each other, so what brings them together lives here: systems,
/// their bad luck, and what they promise. Tests, the command line and the browser open the same
/// ones, by name, from the [Catalogue].
///
/// **Read** `ds.scenario.paxos` first, which is the smallest.
package ds.scenario;
