/// # The exercise `unique-ids`
///
/// Ids for whoever asks, from any of several servers, which give them alone: no other server can be
/// reached, clocks are wrong, and machines restart. What remains is a name, a counter and a disk.
///
/// **Read** [UniqueIdsMessage], then [UniqueIdsExercise]. The handout lies in
/// `app/exercises/unique-ids`.
///
/// | in the handout                 | here                 |
/// |--------------------------------|----------------------|
/// | the request and its answer     | [UniqueIdsMessage]   |
/// | who asks                       | `Asker`              |
/// | what is to be held             | `Promises`           |
/// | what happens to the servers    | [UniqueIdsExercise]  |
package ds.exercise.uniqueids;
