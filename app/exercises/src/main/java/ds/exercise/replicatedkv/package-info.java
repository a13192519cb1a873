/// # The exercise `replicated-kv`
///
/// A store on several servers is to look like a single one that never fails. A log that all servers
/// agree on is half of it. The other half lies between the log and the clients: which server may
/// answer, when, and what to do with a request that comes a second time.
///
/// **Read** [KvMessage], all that the tests see. The handout lies in `app/exercises/replicated-kv`.
///
/// | in the handout                   | here                                |
/// |----------------------------------|-------------------------------------|
/// | what clients ask, what they hear | [KvMessage], [Operation], [Result]  |
/// | clients, faults, promises        | `ds.exercise.replicatedkv.judge`    |
/// | the tests of the three parts     | `ds.exercise.replicatedkv.tests`    |
package ds.exercise.replicatedkv;
