/// # Who may do what
///
/// A cluster that several teams share must not let one of them read or destroy another's keys.
///
/// A *user* has *roles*, a role has *permissions*, and a permission is the right to read or write
/// the keys of a range. The rules are part of the replicated state, so every member gives the same
/// answer. A command is judged when it is carried out and not when it arrives, by the rules that
/// are in force at its place in the log. It bears the revision of the rules under which its client
/// was authenticated: should they have changed on the way, nobody knows whether the client is still
/// who it was, and it must ask again.
///
/// **Read** [Auth#apply], then [Permissions].
///
/// | in etcd               | here                       |
/// |-----------------------|----------------------------|
/// | user, role            | [User], [Role]             |
/// | unified range permissions | [Rights]               |
/// | auth revision         | [Auth#revision]            |
///
/// **Kept**, and checked by `AuthTest`: nobody without permission reads or changes a key; root can
/// neither be deleted nor lose its role while permissions are asked for.
///
/// **Not kept:** secrecy from whoever reads a member's disk, where hashes of passwords lie.
///
/// **Left out:** hashing and checking passwords, and tokens; that is work for the member that a
/// client talks to.
///
/// *Source:* etcd's documentation, *Role-based access control*.
package ds.system.kv.auth;
