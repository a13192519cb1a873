/// # Histories in files
///
/// A history is recorded where the clients run and judged somewhere else, often years later and by
/// another program. So it is written as text: a line for every call and a line for its end.
///
/// Three dialects are read, and told apart by the first line: JSON lines, the EDN lines of
/// key-value logs, and the logs of Jepsen's etcd test. They differ in brackets only. What an
/// operation means is said by a [Vocabulary], one for each model.
///
/// **Read** [HistoryReader], then [Vocabulary]. `reference/histories.md` is the format in full.
///
/// | in a file                             | here                                                |
/// |---------------------------------------|-----------------------------------------------------|
/// | a line                                | [Event]                                             |
/// | `invoke`, `ok`, `fail`, `info`        | [Event.Type]                                        |
/// | `f`, `key`, `value`, `result`         | read by a [Vocabulary]                              |
/// | how it is written                     | [Dialect], [Notation]                               |
///
/// **Kept:** whatever the bytes are, the answer is a history or the line at which it went wrong,
/// with what stands there and what should. `MalformedHistoryTest` has the table.
///
/// **Left out:** Jepsen's transactions; EDN beyond maps, vectors, strings, keywords and numbers.
package ds.lab.history.format;
