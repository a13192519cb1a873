/// # Runs as scripts
///
/// What somebody has seen in a run, and done in it, is worth keeping. A script about a run begins
/// with its link, goes on to a step, has something done there, and goes on; below each block stands
/// what a reader should know of what happened meanwhile.
///
/// ```
/// call c2 append log once ; to 112 ; show s1..s3 | commit
/// ----
/// 106: c2 calls Append(key log, value once)
/// 112 steps, 446.763ms
/// 111: s1 committed (index 3)
/// s1: commit=3
/// s2 s3: commit=2
/// ```
///
/// **Read** [RunLanguage] for the commands, then [RunScript], which writes such a script.
///
/// | concept                               | type          |
/// |---------------------------------------|---------------|
/// | the commands                          | [RunLanguage] |
/// | a run that is played                  | [RunPlay], [Ride] |
/// | what happened on the way, in few lines | [Digest]     |
/// | fields of nodes                       | [Fields]      |
/// | a run written down                    | [RunScript]   |
///
/// **Kept,** and checked by `RunScriptTest`: what is written down of a run plays as that run; a
/// broken promise is never written down, so that the script of one fails until it is kept.
///
/// **Left out:** runs that last. Whoever changes what is drawn under a seed, or how many steps
/// something takes, has changed the run; a story that is to outlive that is told in a protocol's
/// own language, where nothing is drawn.
package ds.lab.takeover.script;
