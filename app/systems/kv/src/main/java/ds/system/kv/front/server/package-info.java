/// # Serving a member's clients
///
/// A member's clients need an address to connect to, threads that read and write, and bounds that
/// no client can exceed.
///
/// [Front] puts it all together: endpoints with their limits and certificates, the services behind
/// them, and the order in which it all ends: first no new calls, then the streams, then what is
/// left of the calls under way, then the network.
///
/// **Read** [Front], then [Endpoint].
///
/// | flag of etcd                                        | here                         |
/// |-----------------------------------------------------|------------------------------|
/// | `--listen-client-urls`                              | [Endpoint#address]           |
/// | `--listen-metrics-urls`                             | [Endpoint.Purpose#WATCHERS]  |
/// | `--cert-file`, `--key-file`, `--trusted-ca-file`    | [Endpoint.Tls]               |
/// | `--client-cert-auth`                                | [Endpoint.Tls#namesUsers]    |
/// | `--max-request-bytes`, `--max-txn-ops`, `--max-concurrent-streams` | [Endpoint.Limits] |
/// | `--grpc-keepalive-…`                                | [Endpoint.KeepAlive]         |
///
/// **Kept,** and checked by `TlsTest`: where certificates are asked for, nobody without one is
/// served; a renewed certificate is used without a restart.
///
/// **Not kept:** that a client which is connected when the front closes gets its answer.
///
/// **Left out:** lists of revoked certificates.
///
/// *Source:* etcd 3.5, *Configuration options* and *Transport security model*.
package ds.system.kv.front.server;
