/// # What an algorithm may know
///
/// A distributed algorithm is tested badly where it meets threads, clocks and sockets: what went
/// wrong once does not come back. So an algorithm here is a plain class that meets none of them. It
/// is a [Node]: one method, called with one [Event] at a time, which asks a [Context] for effects.
/// Whoever calls that method is a *world*. A simulator, a model checker, a browser and a real
/// machine with sockets and disks are worlds; the node cannot tell which one it lives in.
///
/// **Read** [Node], [Event] and [Context], in this order; the rest are the nouns they use.
///
/// | concept                                        | type                        |
/// |------------------------------------------------|-----------------------------|
/// | the algorithm                                  | [Node]                      |
/// | what happens to it                             | [Event]                     |
/// | what it may ask for                            | [Context]                   |
/// | the same, for a node inside another            | [MappedContext]             |
/// | what it asked for, as a value                  | [Effect]                    |
/// | one event with its effects: the trace          | [Step]                      |
/// | what survives a crash                          | [Durable]                   |
/// | what wakes it                                  | [Timer]                     |
/// | what it tells its observers                    | [Fact]                      |
/// | a claim that must hold                         | [Check]                     |
///
/// **Kept:** a step depends on the events so far and on nothing else; sends leave in order and
/// never before what was persisted ahead of them.
///
/// **Left out:** encodings. Messages, timers and durable records are plain records; worlds that
/// need bytes derive them from the records' shape.
package ds.core;
