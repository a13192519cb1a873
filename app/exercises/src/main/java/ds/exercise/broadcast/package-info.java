/// # The exercise `broadcast`
///
/// A value that one server got shall reach all of them: over a network that loses messages, falls
/// apart and heals, through crashes, and at last at a price in messages and milliseconds that can
/// be reckoned beforehand.
///
/// **Read** [BroadcastMessage], then [BroadcastExercise]. The handout lies in
/// `app/exercises/broadcast`.
///
/// | in the handout                        | here                  |
/// |---------------------------------------|-----------------------|
/// | what clients and servers say          | [BroadcastMessage]    |
/// | what a server states                  | [Delivered]           |
/// | who broadcasts, and how often         | `Speaker`, `Pace`     |
/// | what is to be held                    | `Promises`, `Spread`  |
/// | messages and milliseconds             | `Cost`, `Delay`       |
/// | what happens to the servers           | [BroadcastExercise]   |
package ds.exercise.broadcast;
