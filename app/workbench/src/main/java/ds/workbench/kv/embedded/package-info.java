/// # A whole cluster in this process
///
/// What somebody tries out should need one command and no machines. Members that share a process
/// are members all the same: each has its folder, its addresses and its threads, and they talk over
/// sockets.
///
/// **Read** [Plan], who the members are and where; then [EmbeddedCluster], which starts them, kills
/// them and cuts the links between them.
///
/// **Kept:** data is found again by the next cluster of the same plan; a member that is killed says
/// nothing to anybody, and starts again with what is on its disk (`ClusterDeskTest`).
///
/// **Left out:** what only a process of its own can lose, such as its memory to another's needs.
/// `./ds torture kv` has processes.
@NullMarked
package ds.workbench.kv.embedded;

import org.jspecify.annotations.NullMarked;
