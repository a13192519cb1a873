/// # Knowing who calls
///
/// Permissions are asked for by the replicated state, which sees names and never a password. What
/// lies between is here: a password is compared with its hash once, a token stands for it from then
/// on, and every call is given the name that its token or its certificate proves.
///
/// A token is signed with a key that all members share, so each of them can tell a good one from a
/// bad one without asking anybody, and none of them has to remember it. It bears the revision of
/// the rules under which it was given; the state refuses it when the rules have changed since, and
/// the client gets itself another.
///
/// **Read** [ClientIdentities], then [Tokens].
///
/// | in etcd                     | here                                                  |
/// |-----------------------------|-------------------------------------------------------|
/// | *simple token*, *JWT*       | [Tokens]: neither stored nor configured               |
/// | bcrypt                      | [Passwords]: PBKDF2, which the JDK has                |
/// | common name authentication  | [ClientIdentities]                                    |
/// | `authMaintenanceServer`     | [RuleBook], where a call asks for no command          |
///
/// **Kept:** nobody is taken for a user without that user's password, certificate, or a token made
/// after one of them was shown; no password and no key is logged.
///
/// **Not kept:** that a token lives on after an upgrade of the rules; that takes a new one.
///
/// **Left out:** tokens that another service signs.
///
/// *Source:* etcd 3.5, *Role-based access control*.
package ds.system.kv.front.auth;
