/// # What can happen to nodes
///
/// An algorithm is right if it is right in every order in which messages may arrive, timers run out
/// and machines fail. A [World] holds nodes on their [hosts][Host] and carries out what they ask
/// for, yet decides nothing: messages under way, armed timers and unfinished writes are handed to a
/// [Driver], which makes them happen in some order. A seeded simulation is one driver, a schedule
/// that was recorded and shrunk is another, a person with a script a third.
///
/// **Read** [World], then [Driver]; `Disk` for what survives a crash.
///
/// | concept                                       | type                                     |
/// |-----------------------------------------------|------------------------------------------|
/// | a node's machine                              | [Host]                                   |
/// | one choice of a driver; together: a schedule  | [Action]                                 |
///
/// **Kept:** no message leaves before what its node persisted ahead of it is durable; no node is
/// ever given a damaged record; equal drivers make equal worlds.
///
/// **Left out:** bytes. Messages travel as values, so their size costs nothing here.
package ds.lab.world;
