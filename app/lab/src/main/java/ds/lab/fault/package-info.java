/// # What can go wrong
///
/// Machines stop, links lose and delay, disks refuse, clocks drift. Each of these is a value here,
/// a [Fault], so that a script, a random nemesis and a person all begin and end the same ones; what
/// links do to every message is a [LinkProfile].
///
/// **Read** [Fault].
///
/// | in the literature                         | here                                |
/// |-------------------------------------------|-------------------------------------|
/// | fail-stop, crash-recovery                 | [Fault.Crashed]                     |
/// | omission failure                          | [Fault.Cut], [LinkProfile]          |
/// | timing failure, grey failure              | [Fault.Slow], [Fault.SlowDisk]      |
/// | arbitrary (Byzantine) failure             | [Fault.Byzantine], with a [Forger]  |
package ds.lab.fault;
