/// # What a key-value server is told, and what it answers
///
/// A cluster agrees on a log of commands, and each member carries them out for itself. So a command
/// must say everything: whatever one member would decide by its clock, its settings or a random
/// draw, such as the number of a new lease, is decided before the command is proposed.
///
/// The commands are those of etcd's API, as far as they change something, in the shape of records:
/// what that API leaves open (which field of a request is set, which of two flags wins) is settled
/// at the edge, and these types cannot express it. Errors are values, with etcd's own texts.
///
/// **Read** [KvCommand] and [Operation], then [KvResult].
///
/// | in etcd's API                            | here                                  |
/// |------------------------------------------|---------------------------------------|
/// | `mvccpb.KeyValue`                        | [KeyValue], with the sub-revision     |
/// | `key` and `range_end`                    | [KeyRange]                            |
/// | `RangeRequest`, `PutRequest` …           | [Range], [Operation.Put] …            |
/// | `Compare`                                | [Compare]                             |
/// | `ResponseHeader.revision`                | [KvResult#revision]                   |
/// | the user and the `auth_revision` of a request | [KvCommand.Caller]               |
///
/// **Kept:** every command can be answered by a result of its row in the table of [KvCommand].
///
/// **Not kept:** that a command makes sense; `ds.system.kv.store` refuses what does not.
///
/// **Left out:** the edge's own: `serializable`, clients' tokens, watches, members.
///
/// *Source:* the API reference of etcd 3.5, `rpc.proto` and `kv.proto`.
package ds.system.kv.command;
