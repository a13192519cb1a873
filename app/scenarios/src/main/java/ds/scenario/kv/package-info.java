/// # Clients of a replicated store
///
/// What a store promises can only be judged by what its clients see. A [KvClient] is a node like
/// any other: it draws operations from a [Workload], has a clerk of the protocol see them through,
/// and states when it asked and what it was answered. From these facts a run takes down its
/// history.
///
/// **Read** [KvClient], then [KvModel], the yardstick by which the history is judged.
///
/// | concept                   | type        |
/// |---------------------------|-------------|
/// | closed-loop client        | [KvClient]  |
/// | operation mix, think time | [Workload]  |
/// | sequential specification  | [KvModel]   |
///
/// **Left out:** open-loop load. A client waits for its answer, so a slow store is asked less.
package ds.scenario.kv;
