/// # Frames between the members of a cluster
///
/// Protocols survive messages that are lost, and nodes must not wait for a network. What they need
/// is a way to hand over bytes at once, to hear early that a peer is back, and to be spared bytes
/// that do not come from a peer.
///
/// The idea: a member keeps two connections to each peer, one for what is said in order and one for
/// bulk, so that a snapshot of several GB delays no heartbeat. In front of each stands a bounded
/// queue. What finds no room or no connection is dropped and counted, never waited for. Each
/// connection begins with a greeting that names the cluster, the caller and whom it means to have
/// called; whoever does not fit is told why and turned away. With mutual TLS a certificate proves
/// it.
///
/// **Read** [Transport], then [FrameReceiver] and [Lane]; `wire` for the bytes, `tls` for
/// certificates. Inside, [Link] is the calling side and [Inbound] the door.
///
/// | concept                                    | type                             |
/// |--------------------------------------------|----------------------------------|
/// | this process among its peers               | [PeerIdentity]                   |
/// | what the host hears                        | [FrameReceiver]                  |
/// | bounds and patience, with their reasons    | [TransportSettings]              |
/// | what is counted                            | [TransportMetrics]               |
/// | who may come in                            | [Register]                       |
/// | what a process asks that has no name yet   | [Inquiry]                        |
///
/// **Kept:** frames of a lane arrive whole, in order and at most once (`TransportTest`); bulk does
/// not delay what is ordered (`LanesTest`); no bytes from outside end a thread, hold more memory
/// than the bounds allow or keep a connection beyond its time (`HostileBytesTest`).
///
/// **Not kept:** arrival. A frame that was accepted may be lost with its connection.
///
/// **Left out:** compression, and peers behind address translation: each member must be able to
/// call each other one.
package ds.runtime.transport;
