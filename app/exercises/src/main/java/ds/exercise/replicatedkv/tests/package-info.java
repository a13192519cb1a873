/// # The tests of `replicated-kv`, part by part
///
/// Each test is a claim about a learner's servers, with the bad luck that tries it. What they all
/// promise is judged in [ds.exercise.replicatedkv.judge]; here stands what happens to them.
///
/// **Read** [ReplicatedKvExercise], the list, then the tests of a part.
///
/// | part                                       | here            |
/// |--------------------------------------------|-----------------|
/// | 1, the state machine                       | `MachineTests`  |
/// | 2, exactly once, and reads                 | `SessionTests`  |
/// | 3, snapshots                               | `SnapshotTests` |
package ds.exercise.replicatedkv.tests;
