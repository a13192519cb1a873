/// # A world that is moved by hand
///
/// In a simulation a seed decides what happens next. To tell a story, or to play with a system, it
/// must be decided one thing at a time: this message arrives now, that timer runs out, this disk is
/// slow, and nothing else happens meanwhile.
///
/// A [Stage] is the simulator's own world under a driver that does nothing by itself. [Verb]s act
/// on it, whoever gives them: a script, or a hand.
///
/// **Read** [ManualDriver], then [NetworkVerbs] and [NodeVerbs].
///
/// | concept                                       | type                        |
/// |-----------------------------------------------|-----------------------------|
/// | what is under way, and what lets it happen    | [ManualDriver]              |
/// | the world, watched and told                   | [Stage]                     |
/// | a command, and the words that follow it       | [Verb], [Words], [Route]    |
/// | the commands that every protocol has          | [NetworkVerbs], [NodeVerbs] |
/// | how states and messages read                  | [Narrator], [Names]         |
/// | what an author has to put right               | [Mistake]                   |
///
/// **Kept,** and checked by `PerformanceTest` and `HostileScriptTest`: whatever a verb does could
/// happen in a simulation; whatever it is given, it does it or says what it expects, within bounds.
///
/// **Left out:** chance. There are no lossy links here, but a message can be dropped.
package ds.lab.script.stage;
