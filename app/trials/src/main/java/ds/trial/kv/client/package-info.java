/// # A client that knows what it does not know
///
/// A call to a server that may die at any time has three ends, not two: it is done, it is certainly
/// not done, or nobody can tell. Clients for daily use hide the third by trying again, and a judge
/// of histories is then told of one call where there were two. This one tries nothing twice, and
/// tells the three apart.
///
/// **Read** [Outcome], and [KvClient#ask], where each error is put to one of the three.
///
/// | what is meant                            | here           |
/// |------------------------------------------|----------------|
/// | where servers are, and how to trust them | [Endpoints]    |
/// | a connection to one of them              | [Line]         |
/// | how a call ended                         | [Outcome]      |
///
/// **Kept**, and checked by `KvClientTest`: whatever could have taken effect is a [Outcome.Maybe];
/// a call is sent only over a connection that stands, so a server that is not there makes none.
///
/// **Left out:** retries, balancing, names to be resolved, tokens.
package ds.trial.kv.client;
