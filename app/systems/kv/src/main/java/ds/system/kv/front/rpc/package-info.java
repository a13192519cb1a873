/// # The way of a call
///
/// gRPC's own stubs put several objects and a thread's hop between the network and whoever serves a
/// call. A store that answers a hundred thousand calls a second on two cores feels each of them.
///
/// So a service here is a table of methods, and a call takes the shortest way: on the network's
/// thread it is looked at by the [Gatekeeper], read, and served; the answer goes through an
/// [Exchange], the frequent ones back on that thread ([Outlets]), and what comes together leaves in
/// one write.
///
/// **Read** [Gatekeeper], then [Unary] and [Exchange]; [OpenStreams] for calls that go on.
///
/// | in gRPC and etcd                | here                                 |
/// |---------------------------------|--------------------------------------|
/// | `ServerCall`, `StreamObserver`  | [Exchange], [OpenStream]             |
/// | an interceptor                  | [Gatekeeper]                         |
/// | `rpctypes`, etcd's errors       | [Statuses]                           |
/// | `ResponseHeader`                | [Headers]                            |
/// | `hasleader`, asked by a client  | [Gatekeeper.Admitted], [OpenStreams] |
///
/// **Kept:** a call is answered once, by a message or by a status; a request above the bound is
/// never handed on.
///
/// **Not kept:** an order among the calls of one connection.
///
/// **Left out:** deadlines: a client that waits no longer says so, and a member answers each call
/// within its own time.
///
/// *Source:* gRPC over HTTP/2; `rpctypes` in etcd 3.5's API reference.
package ds.system.kv.front.rpc;
