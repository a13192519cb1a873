package ds.system.kv.call;

/// What has become of a call.
///
/// @param id of the call
public record Reply(long id, Answer answer) {}
