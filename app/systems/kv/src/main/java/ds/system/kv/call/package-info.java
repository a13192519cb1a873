/// # What a member is asked and what it answers
///
/// Between a server's front, which speaks with clients, and its member, which keeps the state, goes
/// nothing but values: a [Request] under a number, and an [Answer] under the same number.
///
/// **Read** [Request], whose table names the answer to each, then [Answer].
///
/// **Kept:** a call is answered once, be it with the news that nobody knows what became of it.
package ds.system.kv.call;
