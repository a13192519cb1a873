/// # Forgetting the past, without being asked
///
/// A store keeps every version of a key, so that reads and watches can go back; somebody has to say
/// how far. Programs that know what they need compact by themselves. For all others an operator
/// says once how much of the past is to be kept, or memory fills with it until the quota ends all
/// writing.
///
/// What a member holds is a matter of the log. So the leader proposes a compaction like any client,
/// and the others only take note of the revisions, to go on where it stopped.
///
/// **Read** [AutoCompactor], then [Retention].
///
/// | in etcd                                              | here                  |
/// |------------------------------------------------------|-----------------------|
/// | `--auto-compaction-mode`, `--auto-compaction-retention` | [Retention]        |
/// | `compactor.Periodic`                                 | [Retention.Span]      |
/// | `compactor.Revision`                                 | [Retention.Revisions] |
///
/// **Kept**, and checked by `AutoCompactorTest`: nothing younger than was asked for is forgotten.
///
/// **Not kept:** that everything older is: it goes at the next look, and a member that has just
/// started counts from its start.
///
/// *Source:* etcd 3.5, *Maintenance*, auto compaction.
package ds.system.kv.compaction;
