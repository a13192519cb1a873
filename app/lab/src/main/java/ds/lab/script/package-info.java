/// # Scenarios as text
///
/// A seed finds a failure, but it does not explain one, and the next change turns it into another
/// run. What should be kept for good is a story: these few messages, in this order, and what every
/// node made of them.
///
/// A script is such a story, and a test at the same time. It gives commands to the same world that
/// the simulator drives; below each block of commands stands what the block prints. Nothing happens
/// in between that the text does not say. When the printed lines change for a good reason, the
/// script is rewritten and the difference is read.
///
/// ```
/// # The leader's entry reaches one follower, and then its power fails.
/// cluster 3
/// elect s1 ; propose s1 x ; deliver s1->s2 ; crash s1
/// ----
/// s1: down
/// s2: follower term=1 log=[1:x] commit=0
/// ```
///
/// Such a script is about one protocol. A script can also go along a run that a seed decides, with
/// all that its scenario brings; that language is in `ds.lab.takeover.script`.
///
/// **Read** [Performance], then [Script] for the grammar; the commands are in
/// [ds.lab.script.stage.NetworkVerbs] and [ds.lab.script.stage.NodeVerbs].
///
/// | concept                                     | type                              |
/// |---------------------------------------------|-----------------------------------|
/// | the text                                    | [Script]                          |
/// | what becomes of it                          | [Performance]                     |
/// | what the scripts of a folder can say        | [Language]                        |
/// | what a protocol adds                        | [ProtocolLanguage]                |
/// | the world whose every step is a command     | [ds.lab.script.stage.Stage]       |
/// | what it did, to be done again with stops    | [PlayedScript]                    |
///
/// **Kept,** and checked by `PerformanceTest` and `HostileScriptTest`: equal texts print equal
/// lines everywhere; the scenario's invariants are watched after every step, and a broken one never
/// passes unless the author wrote the line by hand; no text does harm, and what is wrong with it is
/// told with its line.
///
/// **Left out:** control flow. A script that needs a loop is a test in Java.
///
/// *Source:* the form is that of `github.com/cockroachdb/datadriven`, as used in etcd's Raft.
package ds.lab.script;
