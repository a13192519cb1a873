/// # The exercise `exactly-once`
///
/// A call over a network that loses and doubles messages can end in three ways: it happened, it did
/// not happen, or nobody knows. A store that counts the writes of each key makes repeating harmless
/// without remembering anything about its clients, and leaves one honest answer more: *maybe*.
///
/// What clients can be sure of shows in what they can build, so the last part builds a lock.
///
/// **Read** [KvMessage], then [ExactlyOnceExercise]. The handout lies in
/// `app/exercises/exactly-once`.
///
/// | in the handout                           | here                                       |
/// |------------------------------------------|--------------------------------------------|
/// | what a user asks, what it is answered    | [KvMessage], [Operation], [Result]         |
/// | the users                                | `User` with its `Calls`, `LockUser`        |
/// | a hundred thousand clients               | `Crowd`                                    |
/// | what is to be held                       | `Promises`            |
package ds.exercise.exactlyonce;
