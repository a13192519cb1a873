/// # The exercise `primary-backup`
///
/// The oldest way to survive a crash: a second server that has all that the first one has, and
/// takes its place. It is also the oldest way to lose data, since somebody must say who is first,
/// and whoever is not first any more may not know it.
///
/// A view service says it, one view after the other. The servers see to it that a view begins only
/// when its backup has the state, and that nobody answers whom the backup does not second.
///
/// **Read** [StoreMessage], then [PrimaryBackupExercise]. The handout lies in
/// `app/exercises/primary-backup`.
///
/// | in the handout                                   | here                            |
/// |--------------------------------------------------|---------------------------------|
/// | who is first, who is second                      | [View]                          |
/// | what is said                                     | [StoreMessage], [Operation], [Result] |
/// | the servers of part 1, which store nothing       | `Drone`                         |
/// | the view service of part 2                       | `ViewKeeper`                    |
/// | the clients                                      | `Customer`                      |
/// | what is to be held                               | `ViewPromises`, `StorePromises` |
package ds.exercise.primarybackup;
