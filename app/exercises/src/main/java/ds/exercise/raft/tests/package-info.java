/// # The tests of `raft`, part by part
///
/// Each test is a claim about a learner's servers, with the bad luck that tries it. What they all
/// promise is judged in [ds.exercise.raft.judge]; here stands what happens to them.
///
/// **Read** [RaftExercise], the list, then the tests of a part.
///
/// | part                            | here               |
/// |---------------------------------|--------------------|
/// | 1, election, §5.2               | `ElectionTests`    |
/// | 2, the log, §5.3 and §5.4       | `LogTests`         |
/// | 3, figure 2's *persistent*      | `PersistenceTests` |
/// | 4, snapshots, §7                | `SnapshotTests`    |
package ds.exercise.raft.tests;
