/// # Studies: runs that are measured
///
/// A scenario asks whether a promise holds; a study asks how much: how long a cluster is without a
/// leader, how often it changes leaders. A trial is one run under one seed, and its result a few
/// numbers. The thousand trials of a curve, and what the numbers say, are the reader's business:
/// `research/` has the texts, and `./ds reproduce` the command.
///
/// **Read** [ElectionTrial], then [SwitchTrial].
///
/// | in the source                                   | here                            |
/// |-------------------------------------------------|---------------------------------|
/// | Raft §9.3, one line of figure 16                | [ElectionTrial]                 |
/// | Cloudflare 2020; Howard and Abraham 2020        | [SwitchTrial]                   |
///
/// A trial's interface is one of Java's own, so that trials can be made of patched protocols, too,
/// which are classes of another loader ([ds.scenario.mutant.Mutants#breakTrial]).
package ds.scenario.study;
