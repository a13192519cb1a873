/// # Paxos: agreeing on one value
///
/// A handful of processes must choose a single value, although any of them may crash and any
/// message may be lost, doubled or late. If they simply voted, a crash could hide the deciding
/// vote, and nobody could tell whether a choice had been made.
///
/// Paxos makes a hidden choice harmless. Attempts are numbered by [ballots][Ballot]. Before a
/// proposer puts a value under its ballot, it asks a majority to close all older ballots and to
/// tell what they had accepted. Any two majorities share a process, so if an older ballot may have
/// chosen a value, the proposer hears of it and carries that value forward instead of its own.
///
/// **Read** [PaxosMessage], the whole conversation on one page, and then [PaxosNode#on], which is
/// its table of contents.
///
/// | in the paper                  | here                                          |
/// |-------------------------------|-----------------------------------------------|
/// | proposal number               | [Ballot]                                      |
/// | proposal                      | [Proposal]                                    |
/// | *prepare*, *accept*           | [PaxosMessage.Prepare], [PaxosMessage.Accept] |
/// | the response to *prepare*     | [PaxosMessage.Promise]                        |
/// | what stable storage preserves | [Acceptor]                                    |
/// | "chosen"                      | a majority of [PaxosMessage.Accepted]         |
/// | to learn                      | [PaxosFact.Decided]                           |
///
/// **Kept,** rule by rule in `PaxosPaperTest`, and under every fault in the scenario `paxos`: no
/// two processes decide differently; nobody decides a value that nobody proposed; a crash and a
/// restart change neither.
///
/// **Not kept:** a decision in bounded time while proposers duel (Fischer, Lynch and Paterson
/// 1985); random pauses between ballots make a long duel unlikely, not impossible.
///
/// **Left out:** many decrees, for which `ds.protocol.raft` shows the usual road from one value to
/// a log; a distinguished proposer and learners of their own (§2.3, §2.4).
///
/// *Source:* L. Lamport, *Paxos Made Simple*, 2001. §2.2 is the algorithm, §2.3 learning.
package ds.protocol.paxos;
