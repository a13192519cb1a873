/// # Misfortune, as it comes
///
/// One fault at a time is what servers are tested with, and what they survive. What breaks them is
/// a fault in the midst of another: a leader killed while a member joins, a cut while a snapshot is
/// on its way.
///
/// The idea: an [Attack] is one misfortune from its begin to its end. The [Nemesis] draws one after
/// the other and lets them overlap, as long as no two have claims on the same member. Whatever is
/// drawn, a cluster could keep all its promises: only one member at a time is without its disk, and
/// it is replaced as an operator would, before the next one loses its own.
///
/// **Read** [Attack], then [Nemesis]; each other class is one kind of misfortune.
///
/// | kind                                  | class            |
/// |---------------------------------------|------------------|
/// | `kill`: one, some, most, all          | [Kill]           |
/// | `pause`                               | [Pause]          |
/// | `cut`: both ways, one way, bridge     | [Cut]            |
/// | `slow`                                | [Slow]           |
/// | `disk`: full                          | [FullDisk]       |
/// | `rot`: a byte of a log                | [Rot]            |
/// | `replace`: a member by another        | [Replacement]    |
/// | `lead`: another one                   | [Handover]       |
/// | `restart`: all, together or in turn   | [Restart]        |
///
/// **Kept:** what an attack has begun, it has ended when its thread ends, however early the trial
/// is stopped. **Not kept:** that a seed gives the same run; it gives the same draws, and processes
/// take the time they take.
///
/// **Left out:** clocks that jump: members measure spans only.
package ds.trial.kv.nemesis;
