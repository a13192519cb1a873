/// # Stories: what a failure comes down to
///
/// A run that breaks a property has taken thousands of steps, and nearly all of them have nothing
/// to do with it. Nobody wants to read them. Since a run is decided by its schedule, the list of
/// what happened and in which order, the schedule can be cut down until leaving out anything more
/// would let the property hold. What remains is short enough to be told.
///
/// **Read** [Storyteller]; then [Replay], which says what a part of a schedule means, and
/// [Shrinker].
///
/// | concept                                  | type                             |
/// |------------------------------------------|----------------------------------|
/// | schedule                                 | a list of [Moment]               |
/// | a run with its schedule                  | [Recording]                      |
/// | test of delta debugging                  | `Trial`                          |
/// | 1-minimal failing schedule               | [Shrunk]                         |
/// | how long to try                          | [Effort]                         |
/// | words                                    | [Story], [Line], [Trace]         |
///
/// **Kept**, and checked by `ReplayTest` and `ShrinkerTest`: a whole recording leads to the same
/// steps; a part of it leads to a run that could have happened; what is shrunk breaks the same
/// property; the same seed leads to the same story.
///
/// **Left out:** the shortest story there is. Delta debugging ends where no single moment can be
/// left out, and a quite different schedule may be shorter.
///
/// *Source:* A. Zeller and R. Hildebrandt, *Simplifying and Isolating Failure-Inducing Input*,
/// 2002.
package ds.lab.story;
