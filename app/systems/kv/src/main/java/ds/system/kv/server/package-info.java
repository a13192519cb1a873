/// # The key-value server
///
/// What makes a process of a [member][ds.system.kv.member.Member]: its journal on a disk, its peers
/// and its clients on sockets. [KvServer] puts them together and ends with them.
///
/// **Read** [KvServer], then `Gate`, over which clients' calls reach the member.
///
/// | concept                                            | type             |
/// |----------------------------------------------------|------------------|
/// | what a server is started with                      | [ServerSettings] |
/// | who it is, written down at its first start         | `Identity`       |
/// | how messages and records become bytes              | `Wire`           |
/// | what it says of itself, and what it measures       | `MemberLog`, `Meters` |
/// | a data directory made of a snapshot                | [Restore]        |
///
/// **Kept:** a second process never gets at the same directory; a server whose disk has failed
/// acknowledges nothing more and stops.
package ds.system.kv.server;
