/// # What a single client may expect
///
/// Many stores give up linearizability for speed: a read may return an old value. Even so, a client
/// that wrote something expects to see it, and one that saw something expects not to lose sight of
/// it again. These expectations are the [session guarantees][Guarantee].
///
/// They speak of *newer* and *older* versions, and no client sees that order. But what each session
/// saw says something about it, and if all that is said contradicts itself, a guarantee was broken.
///
/// **Read** [Guarantee], then [SessionGuarantees].
///
/// | in the paper                      | here                                              |
/// |-----------------------------------|---------------------------------------------------|
/// | session                           | the operations of one process                     |
/// | write identifier (WID)            | the number of the operation, found by its value   |
/// | order of the writes at a server   | [VersionOrder]                                    |
///
/// **Kept:** a fail names operations that contradict each other under every order of the writes to
/// a key; a pass means that an order exists. `SessionGuaranteesTest` has each guarantee kept and
/// broken.
///
/// **Left out:** what a session owes to its writes to *other* keys: keys are judged one by one.
///
/// *Source:* D. Terry et al., *Session Guarantees for Weakly Consistent Replicated Data*, 1994. §3
/// defines the guarantees.
package ds.lab.history.session;
