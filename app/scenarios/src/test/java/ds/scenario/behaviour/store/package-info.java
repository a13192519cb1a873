/// # Stores and those who use them
///
/// A store is what Raft is for: replicas of a map, which look like one to their clients. Everything
/// that happens to it is judged by what the clients saw.
///
/// **Read** [Stores].
package ds.scenario.behaviour.store;
