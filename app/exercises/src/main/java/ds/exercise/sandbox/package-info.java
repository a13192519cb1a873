/// # Running somebody else's code
///
/// A grader runs classes that it has not read. They may loop for ever, eat the memory, print a
/// result of their own, look behind the types to see who is asking, or hand each other secrets
/// through a static field; most of that by accident.
///
/// A node needs none of it (contract C1), so what is not needed is not there. The [Guard] reads the
/// classes and names each offence by line. The `Cell` is a class loader that knows only harmless
/// classes. The [Meter] counts what the code does and stops it. `Detached` takes messages out of a
/// node's hands. `Confined` turns whatever it throws into a sentence, and `Supervised` does the
/// same for an object that is no node. [Footprint] counts what a node remembers, for tests that
/// promise a bound.
///
/// **Read** [Sandbox], then [Guard] and [Meter].
///
/// | attack                                                | who stops it                      |
/// |-------------------------------------------------------|-----------------------------------|
/// | reflection, threads, files, printing, `System.exit`   | [Guard]; behind it the `Cell`     |
/// | a class in a package of ours                          | [Guard]; behind it the `Cell`     |
/// | loops and recursion without end, huge arrays          | [Meter], called by `Metered` code |
/// | a message that changes, or leads back to its sender   | `Detached`                        |
/// | a `toString` or a map that hides what it has          | judges read the fields instead    |
/// | an exception of any kind                              | a [Blunder]                       |
/// | an answer that changes after it was given             | `Supervised`                      |
/// | a secret between nodes in a static field              | `Statics`                         |
///
/// **Kept**, and checked by `AttacksTest`: none of the attacks there changes a verdict.
///
/// **Left out:** defence against a hole in the JVM itself. Whoever grades strangers for marks runs
/// the grader as a user that owns nothing.
package ds.exercise.sandbox;
