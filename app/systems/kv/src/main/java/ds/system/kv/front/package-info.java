/// # What clients of a key-value server meet
///
/// Clients speak gRPC or JSON, hold connections for days, read more slowly than others write, and
/// send what they like. The replicated state behind them is a plain class on one thread, which must
/// never wait for a client and never see what makes no sense.
///
/// The front stands between the two. On the way in, a call is looked at on the network's thread:
/// who calls, how large it is, whether it means anything; then it goes into the member's mailbox as
/// a value. On the way out, the member's answer becomes a message on whatever thread gives it, and
/// is handed to the network. Nothing waits, and no thread is kept for a call.
///
/// **Read** [MemberGate], which is all that the front knows of its member; then
/// `ds.system.kv.front.rpc` for the way of a call, `ds.system.kv.front.service` for the calls one
/// by one, and `ds.system.kv.front.watch`, which is the only part with a state of its own.
///
/// | in etcd                       | here                                  |
/// |-------------------------------|---------------------------------------|
/// | `v3rpc`, the API's services   | `ds.system.kv.front.service`          |
/// | `watchableStore`              | `ds.system.kv.front.watch`            |
/// | `v3lock`, `v3election`        | `ds.system.kv.front.recipe`           |
/// | `grpc-gateway`, `cmux`        | `ds.system.kv.front.http`             |
/// | `embed.Etcd`                  | `ds.system.kv.front.server`           |
///
/// **Kept:** each call is answered once; a watch sees every change of its keys once and in order,
/// and all of one revision together.
///
/// **Not kept:** that a call which failed had no effect; a client that lost its connection cannot
/// know.
///
/// **Left out:** the proxy modes, the v2 API, and the discovery service of etcd.
///
/// *Source:* the API reference of etcd 3.5.
package ds.system.kv.front;
