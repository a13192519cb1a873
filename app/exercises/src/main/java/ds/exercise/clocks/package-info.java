/// # The exercise `clocks`
///
/// Nobody sees everything that happens in a distributed system, and no two clocks agree. Three
/// kinds of stamps tell nevertheless what came before what: Lamport's, vectors, and hybrids of a
/// counter and a clock. The last part goes the other way, from a heap of logs to an order.
///
/// **Read** [ClocksMessage], then [ClocksExercise]. The handout lies in `app/exercises/clocks`.
///
/// | in the handout                    | here                              |
/// |-----------------------------------|-----------------------------------|
/// | what clients and servers say      | [ClocksMessage]                   |
/// | a stamp, and stating one          | [Stamp], [Stamped]                |
/// | a line of a log, two of them      | [Logged], [Pair]                  |
/// | *happened before*                 | `Causality`                       |
/// | who makes things happen           | `Prompter`, `Archivist`           |
/// | what is to be held                | `Promises`, `Findings`            |
/// | what happens to the servers       | [ClocksExercise]                  |
package ds.exercise.clocks;
