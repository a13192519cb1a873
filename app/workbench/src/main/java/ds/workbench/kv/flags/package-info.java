/// # What a server is told
///
/// Whoever has run etcd knows its flags, and has them in scripts, in the environment or in a file.
/// So a member takes them under those names from all three. What it takes is done; what it would
/// not do is refused, for whoever says it counts on it.
///
/// **Read** [ServeFlags], which has all that can be said, then [ConfigFile].
///
/// | where it is said        | who reads it                                    |
/// |-------------------------|-------------------------------------------------|
/// | on the command line     | [ServeFlags], and the groups that it is made of |
/// | in the environment      | [Environment]                                   |
/// | in a file               | [ConfigFile], and then nothing else counts      |
///
/// **Kept,** and checked by `ConfigFileTest` and `KvCommandsTest`: what is wrong is told with the
/// flag or the line in which it stands.
///
/// **Left out:** what a server does with it, which is [ds.system.kv.server].
package ds.workbench.kv.flags;
