/// # A cluster under torture, and its judges
///
/// Whether a store keeps its promises shows when it is least able to: clients work, and everything
/// that can go wrong does.
///
/// The idea: servers are processes and clients are real ones; while they work, the
/// [nemesis][ds.trial.kv.nemesis.Nemesis] strikes. Then everything is made whole, the clients read
/// for the last time, and [judges][ds.trial.kv.judge] decide on what they saw. Two more are asked:
/// whether all members hold the same, and whether any did what no server should.
///
/// **Read** [Torture].
///
/// | concept                              | type              |
/// |--------------------------------------|-------------------|
/// | what is asked for                    | [TortureSettings] |
/// | one trial from begin to end          | [Torture]         |
/// | whether members hold the same        | [Agreement]       |
///
/// **Kept:** only what all judges pass is passed; a trial that was stopped early is judged by what
/// there is.
///
/// **Left out:** networks between machines, and disks that lie.
package ds.trial.kv.torture;
