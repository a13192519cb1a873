/// # Replaying what was recorded
///
/// A node is a function of its events. So a recording of what happened to it on a real machine is
/// enough to live its life once more, here and step by step, with the invariants of the simulated
/// world held against it.
///
/// **Read** [ReplayCommand], then `Merge`: the recordings of several nodes make one run, in which
/// no message arrives before it was sent.
///
/// | concept                                        | type            |
/// |------------------------------------------------|-----------------|
/// | what a system's nodes are, and promise         | `Cast`, `Casts` |
/// | one node's lives, one recording after the other | `Track`        |
/// | an order of the steps of all                   | `Merge`, `Mail` |
/// | what came of it                                | `Replay`        |
package ds.workbench.replay;
