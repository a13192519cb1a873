/// # The key-value server from the command line
///
/// A server is started by flags, and somebody who has run etcd already knows them. [ServeCommand]
/// runs one member; [UpCommand] a whole cluster in one process, for trying out.
///
/// The members of such a cluster are planned, started and killed in [ds.workbench.kv.embedded], for
/// the page of a live cluster as well.
///
/// [SnapshotCommand] makes a new cluster of a backup.
///
/// **Read** [ServeCommand], then [ds.workbench.kv.flags], which has all that can be said.
///
/// **Kept:** a wrong flag is told before anything is written; Ctrl-C ends a server as it should be
/// ended.
///
/// **Left out:** what a server does once it runs, which is [ds.system.kv.server].
package ds.workbench.kv;
