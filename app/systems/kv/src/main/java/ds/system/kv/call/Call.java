package ds.system.kv.call;

/// Something a client wants of a member.
///
/// @param id drawn by the front; it comes back with the reply
public record Call(long id, Request request) {}
