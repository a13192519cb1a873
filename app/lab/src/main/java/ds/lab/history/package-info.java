/// # What clients saw, and whether it could have been right
///
/// Clients of a distributed system call it at the same time, and some never hear an answer. Was
/// what they saw correct? No single answer tells: a read that returns an old value is fine while
/// the write of the new one is still under way, and wrong a moment later.
///
/// So the question is put to the whole [History]. It is correct if its operations can be lined up
/// so that an object used by one client at a time, a [Model], would have given the same answers.
/// How far the order may differ from what happened is what tells one property from the next.
///
/// **Read** [Operation], [Model] and [Verdict]; then `ds.lab.history.check`, the judges, and
/// `ds.lab.history.model`, the models that come with them.
///
/// | in the paper                     | here                                        |
/// |----------------------------------|---------------------------------------------|
/// | operation                        | [Operation]                                 |
/// | history; complete, pending       | [History]; [Operation#isUnknown]            |
/// | *precedes* in real time          | [Operation#precedes]                        |
/// | sequential specification         | [Model]                                     |
/// | object of a composed system      | [Model#part]                                |
///
/// **Kept:** an operation that nobody saw return may take effect at any later time, or never; one
/// that failed for certain is left out; a history that is not well-formed cannot be made.
///
/// **Left out:** transactions over several objects.
///
/// *Source:* M. Herlihy and J. Wing, *Linearizability: A Correctness Condition for Concurrent
/// Objects*, 1990. §2 defines histories and the property, §3.1 shows that it is local.
package ds.lab.history;
