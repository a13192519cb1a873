/// # Stories: a failure in words
///
/// A run that breaks a property has taken thousands of steps, and nearly all of them have nothing
/// to do with it. `ds.lab.story.shrink` leaves those out. What remains is told here, line by line:
/// what happened to whom, what the node did about it, which step every message came from, and in
/// the end what broke and how to see it again.
///
/// **Read** [Storyteller], then [Story] and [Line].
///
/// | concept                                          | type                         |
/// |--------------------------------------------------|------------------------------|
/// | what happened                                    | `Tale`                       |
/// | who heard what from whom: *happened before*      | `Arrivals`                   |
/// | a step in words                                  | `Phrases`, `Teller`          |
/// | a run of which no part breaks the promise        | `Ending`                     |
/// | a whole run while it happens                     | [Trace]                      |
/// | the end of a run                                 | [LastSteps]                  |
///
/// **Kept**, and checked by `StorytellerTest`: the same seed leads to the same story, and every
/// line of it is a step that a node took in the replay, or a fault.
///
/// **Left out:** what a protocol's steps mean. A story knows messages and facts by their names
/// alone; a protocol that wants to be told well gives them good ones.
package ds.lab.story;
