/// # The judges of `replicated-kv`
///
/// A learner may have any design, so all that is known of a store is what its clients see, how much
/// its servers say to each other, and how much they keep on disk.
///
/// **Read** [Client], then [Rules]. The handout explains each property under its name.
///
/// | concept                                   | type                          |
/// |-------------------------------------------|-------------------------------|
/// | somebody who uses the store               | [Client] with its [Habit]     |
/// | who leads, so that faults can strike it   | [Leadership]                  |
/// | what clients are promised                 | [Rules], `Promises`           |
/// | the store with one copy                   | `StoreModel`                  |
/// | bounds on time and messages               | `Budget`                      |
/// | faults, who reaches whom, bounds on disks | [ds.exercise.judge]           |
package ds.exercise.replicatedkv.judge;
