/// # The exercise `ping`
///
/// Ten questions, ten answers, and a network that loses and doubles both: the smallest thing that
/// needs an event, an effect, a timer, a retry and a memory of what was already answered.
///
/// **Read** [PingMessage], then [PingExercise]. The handout lies in `app/exercises/ping`.
///
/// | in the handout              | here                          |
/// |-----------------------------|-------------------------------|
/// | the question, the answer    | [PingMessage]                 |
/// | what a pinger states        | [Answered]                    |
/// | the other side              | `Ponger`                      |
/// | what is to be held          | [PingExercise]                |
package ds.exercise.ping;
