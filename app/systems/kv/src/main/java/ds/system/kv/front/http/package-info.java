/// # Plain HTTP on the same port
///
/// Shell scripts and health checks speak plain HTTP and JSON. etcd serves them on the port of gRPC,
/// so what was written for etcd has one address for both.
///
/// The first three bytes of a connection tell the two apart. gRPC's server leaves a place where a
/// connection agrees on its protocol; the [PortSplitter] stands there, reads those bytes, and puts
/// either gRPC's or HTTP's handlers behind it. After that it is gone, so gRPC pays nothing for its
/// neighbour.
///
/// A call as JSON is brought before the same method that serves it in gRPC: [GatewayCall] looks
/// like any call to it.
///
/// **Read** [SharedPort] and [PortSplitter]; then [Gateway].
///
/// | in etcd           | here                                                       |
/// |-------------------|------------------------------------------------------------|
/// | `cmux`            | [PortSplitter]                                             |
/// | `grpc-gateway`    | [Gateway], [GatewayCall], [Forwarded], [HttpAnswer], [Routes] |
/// | `etcdhttp`        | [Pages]                                                    |
///
/// **Kept,** and checked by `GatewayTest`: etcd's paths, field names, numbers as strings, bytes in
/// base 64, errors; requests of a connection are answered in their order.
///
/// **Not kept:** the order of fields in an object, and white space.
///
/// **Left out:** HTTP/2 for anything but gRPC. Over TLS a client that offers both is given
/// HTTP/1.1.
///
/// *Source:* etcd 3.5, *Why gRPC gateway*; protocol buffers' JSON mapping.
package ds.system.kv.front.http;
