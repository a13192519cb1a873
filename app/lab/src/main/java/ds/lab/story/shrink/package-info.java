/// # Shrinking: which part of a run breaks the property
///
/// A run is decided by its schedule, the list of what happened and in which order. Leave something
/// out, a message that is lost for once or a crash that does not happen, and the rest of the
/// schedule mostly still makes sense: it leads to another run of the same nodes. If that run breaks
/// the same property, what was left out did not matter.
///
/// **Read** [Replay], which says what a part of a schedule means; then [Shrinker].
///
/// | concept                                          | type                         |
/// |--------------------------------------------------|------------------------------|
/// | schedule                                         | a list of [Moment]           |
/// | a run with its schedule                          | [Recording]                  |
/// | the *test* of delta debugging                    | `Trial`                      |
/// | a 1-minimal schedule                             | [Shrunk]                     |
/// | how long to try                                  | [Effort]                     |
/// | broken promises, which no part can show          | [Thinning]                   |
///
/// **Kept**, and checked by `ReplayTest` and `ShrinkerTest`: a whole recording leads to the same
/// steps; a part of it leads to a run that could have happened; what is shrunk breaks the same
/// property; the same seed shrinks to the same schedule.
///
/// **Left out:** the shortest schedule there is. Delta debugging ends where no single moment can be
/// left out, and a quite different schedule may be shorter.
///
/// *Source:* A. Zeller and R. Hildebrandt, *Simplifying and Isolating Failure-Inducing Input*,
/// 2002.
package ds.lab.story.shrink;
