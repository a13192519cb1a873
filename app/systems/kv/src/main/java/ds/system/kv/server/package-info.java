/// # The key-value server
///
/// What makes a process of a [member][ds.system.kv.member.Member]: its journal on a disk, its peers
/// and its clients on sockets. [KvServer] puts them together and ends with them.
///
/// **Read** [KvServer], then `Gate`, over which clients' calls reach the member.
///
/// | concept                                      | type                              |
/// |----------------------------------------------|-----------------------------------|
/// | what a server is started with                | [ServerSettings]                  |
/// | who it is, written down at its first start   | [ds.system.kv.bootstrap.Identity] |
/// | how messages and records become bytes        | [ds.system.kv.codec.MemberCodecs] |
/// | on which threads it lives                    | `MemberThreads`                   |
/// | what it says of itself, and what it measures | `MemberLog`, `Meters`             |
/// | what happens to it, recorded                 | `FlightRecorder`                  |
/// | a leader that is about to stop               | `HandOver`                        |
///
/// **Kept:** a second process never gets at the same directory; a server whose disk has failed
/// acknowledges nothing more and stops.
package ds.system.kv.server;
