/// # Moments of a run
///
/// A simulated world only runs forward, so to look at an earlier moment of it means to run again up
/// to there. Whoever steps back would do that at each step.
///
/// An [Album] takes more moments than it is asked for: those just before. It takes the next ones
/// when the page has nothing else to do, so that they are there when they are asked for.
///
/// **Read** [Album].
///
/// | concept                                          | type      |
/// |--------------------------------------------------|-----------|
/// | the moments that were taken                      | [Album]   |
/// | one of them: the nodes, their fields, their disks | [Moment]  |
/// | what could happen next                           | [Outlook] |
///
/// **Kept,** and checked by `EngineTest`: a moment is the same, whichever way one came to it.
package ds.browser.album;
