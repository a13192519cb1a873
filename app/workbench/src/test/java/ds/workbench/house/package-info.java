/// # The rules of the house, held by programs
///
/// A rule that only a reviewer holds is forgotten on a busy day. Each rule here is a small class
/// that reads sources and names offences; [TidyTest] demands that the house has none, and
/// [TidyRulesTest] plants an offender of each kind to prove that the rule can fail.
///
/// **Read** [Rule] first, then the rule that you have met. A rule with exceptions lists them beside
/// it, each with its reason.
package ds.workbench.house;
