/// # Processes of servers
///
/// A server that runs in the process of its test shares its memory, its garbage collector and its
/// end. What is to be known of a server under load or under `kill -9` has to be learned of one that
/// is a process of its own.
///
/// The idea: what a person does at a terminal, as methods. A server is started, waited for until it
/// answers, killed, stopped and continued, ended in good order, and started again on the same
/// directory. Nothing here knows what the server is: a [Program] is a command line that takes
/// etcd's flags, so an etcd is tried by the same code as ours.
///
/// **Read** [ServerProcess], then [Cluster].
///
/// | concept                                 | type            |
/// |-----------------------------------------|-----------------|
/// | what is started                         | [Program]       |
/// | where a member listens and writes       | [Place]         |
/// | an address that is known before a start | [Ports]         |
/// | one process                             | [ServerProcess] |
/// | several of them that know each other    | [Cluster]       |
///
/// **Kept:** no process outlives the one that started it, unless that one is killed with `-9`
/// (`ServerProcessTest`).
///
/// **Not kept:** that a port is still free when its server starts. They are taken from a range from
/// which the system gives none away by itself, which makes a collision rare.
///
/// **Left out:** other systems than Linux: signals, memory and sessions of processes are its own.
package ds.trial.process;
