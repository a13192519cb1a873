/// # What judges of replicated systems share
///
/// A run of somebody's servers is judged by what they say to each other, keep on disk and state,
/// and what clients are answered. Much of that is asked of every system, whatever its messages.
///
/// **Read** [Troubles], and [Windows] for what must go on meanwhile.
///
/// | concept                                      | type                    |
/// |----------------------------------------------|-------------------------|
/// | what a node states in a step                 | [Facts]                 |
/// | who is struck by a fault                     | [Troubles]              |
/// | who reaches whom                             | [Reach]                 |
/// | when something must happen                   | [Window], [Windows]     |
/// | what must be done soon                       | [Duties]                |
/// | everything is answered                       | [CallsAnswered]         |
/// | what disks may hold                          | [DiskSpace]             |
/// | how long a message or a record is            | [Letters]               |
///
/// **Left out:** what only one exercise promises; its own judges have that.
package ds.exercise.judge;
