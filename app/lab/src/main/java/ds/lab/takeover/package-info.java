/// # Taking over a run
///
/// A simulated run is decided by its seed. To understand one, it helps to stop it, to look around,
/// to do something that the seed did not, and to see where that leads.
///
/// What a hand does is a [Choice]. Scenario, seed and choices are the run again, so a [RunLink]
/// holds all of it in a line. A [Branch] carries them out under the simulation, and its [Tape]
/// takes down what can be drawn; a [Visit] executes the same again to look at one moment.
///
/// **Read** [RunLink], [Deeds], then [Branch].
///
/// | concept                          | type                  |
/// |----------------------------------|-----------------------|
/// | the address of a run             | [RunLink]             |
/// | what a run is made of            | [Score]               |
/// | what a hand did, and can do      | [Choice], [Deeds]     |
/// | what a client can be told to call | [Calls]              |
/// | a run with what was done in it   | [Branch]              |
/// | what can be drawn of it          | [Tape], [Arrow], [Spell] |
/// | when promises turned             | [Chronicle]           |
/// | the moment at a step             | [Visit]               |
///
/// **Kept,** and checked by `RunLinkTest` and `BranchTest`: a link read and printed is the same
/// link; equal links make equal runs; a hand does nothing that could not have happened by itself.
///
/// A run that is to be kept becomes a script: [ds.lab.takeover.script].
///
/// **Left out:** undo. To go back is to execute again.
package ds.lab.takeover;
