/// # Virtual time
///
/// A run on real machines takes as long as its time-outs, and never comes back the same way. Here
/// time is a number: an agenda holds what is to happen, the next item is taken, time jumps to it,
/// and nothing ever waits. All chance comes from one seed, so a run is repeated by naming it.
///
/// **Read** [Simulation], which is the loop, then [Setting], all that it needs, and [Nemeses], the
/// faults that strike by themselves.
///
/// | concept                                          | type                      |
/// |--------------------------------------------------|---------------------------|
/// | discrete-event simulation                        | [Simulation]              |
/// | its event list                                   | `Agenda`, of `Due`        |
/// | what becomes of a message                        | `Network`                 |
/// | a line of the script                             | [Act]                     |
/// | random faults (Jepsen's word)                    | [Nemesis]                 |
/// | what goes on by itself, under a seed or not      | [Course]                  |
/// | somebody who changes what happens next           | [Hand]                    |
///
/// **Kept:** the same setting and seed lead to the same steps, on every machine; the sequences of
/// chance are separate, so a nemesis more does not turn every message's fate.
///
/// **Left out:** the cost of computing. A step takes no time, unless a fault makes its node slow.
package ds.lab.simulation;
