/// # Claims and trials: how a behaviour is held
///
/// A behaviour is a sentence about a cluster: *a leader that comes back follows the new one*. Its
/// test is a scenario that brings the situation about, whoever happens to lead, with the sentence
/// as a property, and it is tried under many seeds.
///
/// **Read** [Trials], then [Claims], the shapes that such sentences have.
package ds.scenario.behaviour.trial;
