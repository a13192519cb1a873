/// # States that can be looked at while they change
///
/// A replicated state machine must hand its whole state to a follower that is far behind, and write
/// it to disk now and then, while it goes on serving. To copy the state first would double the
/// memory, and to hold still would stop the service.
///
/// The idea is to change nothing in place. A [PersistentMap] gives a new map for each change and
/// shares with it all that is equal, so that the old map *is* the snapshot, and takes no time.
/// [Pieces] cuts it while it is read.
///
/// **Read** [PersistentMap], then [Pieces].
///
/// | in the literature                | here                               |
/// |----------------------------------|------------------------------------|
/// | (fully) persistent data structure | [PersistentMap]                   |
/// | weight, Δ, Γ                     | the constants in [PersistentMap]   |
///
/// **Kept,** checked by `PersistentMapTest` and `PiecesTest`: what `java.util.TreeMap` does; paths
/// of logarithmic length whatever the keys; older maps never change; every entry is in exactly one
/// piece.
///
/// **Not kept:** a place in memory. A change makes new objects, some of which soon are garbage.
///
/// **Left out:** changing many entries in place before a map is published, which other libraries
/// call transient maps.
///
/// *Source:* Y. Hirai and K. Yamamoto, *Balancing weight-balanced trees*, Journal of Functional
/// Programming 21(3), 2011; J. Driscoll, N. Sarnak, D. Sleator and R. Tarjan, *Making data
/// structures persistent*, 1989.
package ds.protocol.rsm.state;
