/// # Load: many requests in flight, for little money
///
/// How fast a server is, is told by a program that asks it. Where both share a machine, what the
/// program itself costs is missing in the figures; and where it waits, or hands work from thread to
/// thread, it measures itself.
///
/// So one thread does everything: it sends, it hears the answers, it notes how long they took, and
/// nothing needs a lock. Requests are bytes that were encoded before and get another key each.
/// Answers are weighed, not read. Each [Caller] has one request in flight and sends the next one
/// when it is answered (a *closed loop*); or requests begin at a given rate, whatever the server
/// does, and count from when they were due (an *open loop*), so that a server that stands still is
/// not asked less.
///
/// **Read** [Load], then `Caller`, and [Latencies] for how times are kept.
///
/// | concept                          | type          |
/// |----------------------------------|---------------|
/// | what is asked, and how much      | [LoadPlan]    |
/// | reads, writes, or both           | [Mix]         |
/// | keys, values, encoded requests   | [Content]     |
/// | one request in flight            | `Caller`      |
/// | what came of a span of time      | [Tally]       |
/// | how long answers took            | [Latencies]   |
///
/// **Kept:** an answer counts once, at the time when it came; what fails is counted by its code and
/// tried again elsewhere, but never at once.
///
/// **Left out:** whether answers are right, which is for other trials to judge.
@NullMarked
package ds.trial.kv.load;

import org.jspecify.annotations.NullMarked;
