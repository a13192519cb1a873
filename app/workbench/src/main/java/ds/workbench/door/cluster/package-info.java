/// # The live cluster: three members beside the pages
///
/// Who reads about elections should see one, of servers that hold data and answer clients: kill the
/// leader, and watch what the others say to each other until one of them leads. So `./ds` starts a
/// cluster beside its pages, and a page shows what an operator would look at and, step by step,
/// what the members do.
///
/// What members say of themselves is read from their meters, and keys are put and got over their
/// clients' port: as anybody would. Their steps are those that the flight recorder sees, told once
/// more as they are taken, and drawn by the debugger's diagram from the same columns. So what is
/// drawn live is also in the recording, and `./ds replay` lives through it again.
///
/// **Read** [LiveCluster] first; then [ClusterDesk], what the page may ask for; then `Footage`, how
/// steps become a diagram.
///
/// | concept                                      | type            |
/// |----------------------------------------------|-----------------|
/// | the members, and what is done to them        | [LiveCluster]   |
/// | what the page may ask for                    | [ClusterDesk]   |
/// | what members say of themselves               | `Observatory`, `Meters`, `Pace` |
/// | keys, as any client sees them                | `Store`         |
/// | steps and messages, as a diagram draws them  | `Footage`, `Film`, `Words` |
/// | who is down, and which links are cut         | `Trouble`       |
///
/// **Kept:** nobody but pages of this server is answered (`ClusterDeskTest`); a message that was
/// lost is not drawn as if it had arrived (`FootageTest`).
///
/// **Not kept:** each step of a cluster under load: a diagram holds some thousands a second. The
/// page says how many are missing, and the recording has them all.
@NullMarked
package ds.workbench.door.cluster;

import org.jspecify.annotations.NullMarked;
