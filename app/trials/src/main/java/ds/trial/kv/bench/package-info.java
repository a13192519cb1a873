/// # Benchmarks of a key-value server
///
/// A figure of a server's speed is worth little by itself: it tells of the machine, of its disk,
/// and of what else ran. Two servers on one machine, minutes apart, can be compared; two figures
/// from two places cannot.
///
/// So servers are measured in turn, in one sitting, several times, and the medians and their ratios
/// are told. Only seconds count in which nobody else used the machine. What each process used of it
/// is told beside.
///
/// **Read** [Meter], which measures one span, then [Duel], which compares.
///
/// | concept                                  | type          |
/// |------------------------------------------|---------------|
/// | seconds that count, and what they cost   | [Meter]       |
/// | processor and memory of processes        | `Machine`     |
/// | who leads                                | [Endpoints]   |
///
/// **Kept:** a second that somebody else disturbed is not in a result; if there were only such, the
/// result says so.
///
/// **Left out:** what else could disturb: a disk that others use, a processor that runs hot.
@NullMarked
package ds.trial.kv.bench;

import org.jspecify.annotations.NullMarked;
