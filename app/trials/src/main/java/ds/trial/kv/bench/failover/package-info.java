/// # Failover: how long nobody can write
///
/// When a leader dies, the others notice only that they hear nothing; they wait, elect another one,
/// and clients find it. Until then no write succeeds. How long that takes is a matter of luck each
/// time, so it has to be tried often.
///
/// So the leader's process is killed under load, again and again, and the longest time without a
/// success around each kill is taken, as the clients saw it: each has one write in flight, and
/// turns to another member when it fails or gets no answer for a while. Meanwhile a [Witness] asks
/// the members who leads. What has passed by then is the election; what comes after is the
/// clients'.
///
/// **Read** [Failover], then [Outage].
///
/// **Kept:** a member is killed only when all are up and have caught up.
///
/// **Left out:** leaders that hang, or that lost their network; those are for `./ds torture kv`.
@NullMarked
package ds.trial.kv.bench.failover;

import org.jspecify.annotations.NullMarked;
