/// # From messages to commands and back
///
/// The API's messages can say things that mean nothing: an operation that is none, a sort order
/// that nobody knows, a transaction of ten thousand operations. The types of `ds.system.kv.command`
/// cannot, or are refused before they cost the log anything.
///
/// All services hand their calls over at the same [Counter]: a request goes to the member as a
/// value, and its answer becomes a message with a header, or one of etcd's errors.
///
/// **Read** [Counter], then [Decoding] and [Encoding] as one needs them.
///
/// | in etcd                    | here                                     |
/// |----------------------------|------------------------------------------|
/// | `checkRangeRequest` …      | [Decoding], and `Requests` of the store  |
/// | `togRPCError`              | `Statuses` of `ds.system.kv.front.rpc`   |
/// | `header.fill`              | `Headers` of `ds.system.kv.front.rpc`    |
///
/// **Kept:** what is handed to the member is whole and within the bounds of one request.
///
/// **Not kept:** that it is allowed, which the replicated state decides.
///
/// **Left out:** reuse of messages between calls; they are short-lived, and the collector is good
/// at those.
///
/// *Source:* the API reference of etcd 3.5.
package ds.system.kv.front.desk;
